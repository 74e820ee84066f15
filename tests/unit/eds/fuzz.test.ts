/** No input crashes or hangs the verifier, and no change of a signed file is ever called valid unless it changes nothing signed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_FAILURES } from '../../../core/domain/failure.ts';
import { parseRevocationList } from '../../../core/eds/crl.ts';
import { checkOcspResponse } from '../../../core/eds/ocsp.ts';
import {
  parseCertificate,
  readTrustFolder,
  type TrustStore,
  type Verdict,
  verifyCms,
  verifyXml,
} from '../../../core/eds/verify.ts';
import { signCms } from '../../simulators/demo-ca/cms-signer.ts';
import { writeOcspResponse } from '../../simulators/demo-ca/ocsp-writer.ts';
import { signXmlEnveloped } from '../../simulators/demo-ca/xml-signer.ts';
import { AT, family, KINDS, list, policy, trust } from './demo-world.ts';
import { realFile, realFilesPresent, trustFolder } from './real-files.ts';

const RUNS = 250;

/** One to three small damages: octets replaced, removed, repeated, swapped or inserted. */
const damage = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'remove', 'repeat', 'insert', 'truncate' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.integer({ min: 1, max: 40 }),
    octets: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 3 },
);

function damaged(
  source: Uint8Array,
  damages: typeof damage extends fc.Arbitrary<infer T> ? T : never,
): Uint8Array {
  let bytes = Buffer.from(source);
  for (const { kind, at, length, octets } of damages) {
    const from = Math.floor(at * bytes.length);
    const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)];
    const pieces = {
      replace: [before, octets, after.subarray(octets.length)],
      remove: [before, after.subarray(length)],
      repeat: [before, after.subarray(0, length), after],
      insert: [before, octets, after],
      truncate: [before],
    };
    bytes = Buffer.concat(pieces[kind]);
  }
  return bytes;
}

/** A verdict is a value of the list, and a valid one has the very content that was signed. */
function isSound(verdict: Verdict, content: string | Uint8Array | undefined): void {
  if (!verdict.valid) {
    expect(SIGNATURE_FAILURES).toContain(verdict.reason);
    return;
  }
  const found = verdict.content ?? Buffer.from(verdict.octets ?? []).toString('hex');
  expect(found).toBe(typeof content === 'string' ? content : Buffer.from(content ?? []).toString('hex'));
}

describe.each(KINDS)('damaged %s files', (kind) => {
  const { adam, authority } = family(kind);
  const xml = Buffer.from(signXmlEnveloped('<a xmlns="urn:a"><iin>1</iin></a>', adam.key, adam.certificate));
  const cms = signCms(Buffer.from('content'), [adam], { attached: true });

  it('XML', () => {
    expect(verifyXml(xml, policy()).valid).toBe(true);
    fc.assert(
      fc.property(damage, (damages) =>
        isSound(verifyXml(damaged(xml, damages), policy()), '<a xmlns="urn:a"><iin>1</iin></a>'),
      ),
      { numRuns: RUNS },
    );
  });

  it('CMS', () => {
    fc.assert(
      fc.property(damage, (damages) =>
        isSound(verifyCms(damaged(cms, damages), policy()), Buffer.from('content')),
      ),
      { numRuns: RUNS },
    );
  });

  it('revocation lists, which are then no answer', () => {
    const crl = list(family(kind));
    fc.assert(
      fc.property(damage, (damages) => {
        const bytes = damaged(crl, damages);
        const verdict = verifyXml(xml, policy({ crls: [bytes] }));
        expect(verdict.valid).toBe(Buffer.compare(bytes, crl) === 0);
      }),
      { numRuns: RUNS },
    );
  });

  it('certificates, lists and OCSP responses, read alone', () => {
    const parsed = [adam.certificate, authority.certificate].map((bytes) => parseCertificate(bytes));
    const [certificate, issuer] = parsed.map((result) => (result.ok ? result.value : undefined));
    if (certificate === undefined || issuer === undefined) throw new Error('no certificate');
    const nonce = new Uint8Array(16);
    const response = writeOcspResponse({
      certificate,
      issuer,
      status: { state: 'good' },
      key: authority.key,
      producedAt: AT,
      nonce,
    });
    const store = trust();
    fc.assert(
      fc.property(damage, (damages) => {
        parseCertificate(damaged(adam.certificate, damages));
        parseRevocationList(damaged(list(family(kind)), damages));
        const bytes = damaged(response, damages);
        const verdict = checkOcspResponse(bytes, { certificate, issuer, nonce }, store, AT, false);
        if (Buffer.compare(bytes, response) !== 0) expect(verdict.state).toBe('unusable');
      }),
      { numRuns: RUNS },
    );
  });
});

describe('bytes without sense', () => {
  it('are refused', () => {
    const store = trust();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(verifyXml(bytes, policy({ trust: store })).valid).toBe(false);
        expect(verifyCms(bytes, policy({ trust: store })).valid).toBe(false);
        expect(parseCertificate(bytes).ok).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });
});

describe.skipIf(!realFilesPresent)('damaged real files', () => {
  let store: TrustStore | undefined;
  const realTrust = (): TrustStore => {
    const read = store === undefined ? readTrustFolder(trustFolder) : undefined;
    if (read?.ok) store = read.value;
    if (store === undefined) throw new Error('no trust');
    return store;
  };
  const at = (time: string) =>
    ({
      trust: realTrust(),
      crls: [],
      at: new Date(time),
      purpose: 'application',
      allowLegacy: true,
    }) as const;

  it.each([
    ['samples/gost-signed.xml', '2025-03-01', '<test><message>QCxn00hfuH9zCv58</message></test>'],
    ['samples/rsa-signed.xml', '2021-03-01', '<a><b>test</b></a>'],
  ])('%s', (name, time, content) => {
    fc.assert(
      fc.property(damage, (damages) =>
        isSound(verifyXml(damaged(realFile(name), damages), at(time)), content),
      ),
      { numRuns: RUNS },
    );
  });

  it('samples/gost-attached.cms.b64', () => {
    const der = Buffer.from(Buffer.from(realFile('samples/gost-attached.cms.b64')).toString(), 'base64');
    fc.assert(
      fc.property(damage, (damages) =>
        isSound(verifyCms(damaged(der, damages), at('2025-02-24T19:23:14Z')), Buffer.from('b5eb2d', 'hex')),
      ),
      { numRuns: RUNS },
    );
  });
});
