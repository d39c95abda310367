/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/tmp/'],
  testTimeout: 60_000,
  // Many tests wait for processes: every core is worth a worker. Modules of the VM are never given back, so a worker that
  // has grown is replaced.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
}
