/** The event that another pipeline would send: the unit tests of an artifact passed. */
export function passed(digest: string): unknown {
  return {
    context: {
      specversion: '0.5.1',
      id: `unit-${digest}`,
      source: 'https://ci.example.org/acme/webshop',
      type: 'dev.cdevents.testsuiterun.finished.0.3.0',
      timestamp: new Date().toISOString(),
    },
    subject: {
      id: 'unit',
      content: { outcome: 'success', environment: { id: 'ci' }, testSuite: { id: 'unit' } },
    },
    customData: { turnpike: { artifacts: [{ digest }] } },
  }
}
