// Signs a file with sigstore-js: node sign.mjs <folder of @sigstore> <address> <token> <dsse|blob> <file> <bundle>
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [folder, url, token, kind, file, out] = process.argv.slice(2)
const load = createRequire(`${folder}/`)
const { DSSEBundleBuilder, FulcioSigner, MessageSignatureBundleBuilder, RekorWitness } =
  load('@sigstore/sign')
const { bundleToJSON } = load('@sigstore/bundle')

const signer = new FulcioSigner({
  fulcioBaseURL: url,
  identityProvider: { getToken: async () => token },
})
const data = readFileSync(file)
const bundle =
  kind === 'dsse'
    ? await new DSSEBundleBuilder({
        signer,
        witnesses: [new RekorWitness({ rekorBaseURL: url, entryType: 'dsse' })],
      }).create({ data, type: 'application/vnd.in-toto+json' })
    : await new MessageSignatureBundleBuilder({ signer, witnesses: [] }).create({ data })
writeFileSync(out, JSON.stringify(bundleToJSON(bundle)))
