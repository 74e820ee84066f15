import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDistricts } from '../../../server/reference/districts.ts';
import { createPersonRegistry } from '../../../server/registry/gbdfl.ts';
import { type EnvelopeKey, envelopeXml, openEnvelopeKey } from '../../../server/registry/signed-envelope.ts';
import { pemOf } from '../../simulators/demo-ca/certificate-writer.ts';
import { openDemoCa } from '../../simulators/demo-ca/index.ts';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type GbdflSimulator, startGbdfl } from '../../simulators/gbdfl/index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kezek-envelope-'));
const file = (name: string, content: string) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const ca = openDemoCa(path.join(folder, 'ca'));
const pemsOf = (person: string) => {
  const { key, certificate } = ca.signer({ person, kind: 'rsa-sign' });
  if (key.kind !== 'rsa') throw new Error('no RSA key');
  return {
    key: key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    certificate: pemOf(certificate),
  };
};
const office = pemsOf('operator');
const stranger = pemsOf('synaqov-father');
const { iin } = demoPerson('synaqov-2022');
const hasXmlsec1 = spawnSync('xmlsec1', ['--version']).error === undefined;
if (!hasXmlsec1) console.warn('skipped: xmlsec1 is not installed (apt-get install xmlsec1)');
let gbdfl: GbdflSimulator;
let key: EnvelopeKey;

beforeAll(async () => {
  gbdfl = await startGbdfl();
  key = await openEnvelopeKey(file('office.pem', `${office.key}\n${office.certificate}`));
});
afterAll(async () => {
  await gbdfl.close();
  rmSync(folder, { recursive: true, force: true });
});

const answerTo = async (by: EnvelopeKey | null) => {
  const parts = { districts: loadDistricts(), now: Date.now, log: pino({ enabled: false }), key: by };
  const answer = await createPersonRegistry(gbdfl.url, parts).ask(iin);
  return answer.ok ? 'found' : answer.error;
};

describe('a question to ГБД ФЛ', () => {
  it('is signed by the key of the organisation where the ШЭП demands it', async () => {
    gbdfl.behaviour.set({ signedBy: office.certificate });
    expect(await answerTo(null)).toBe('registry-unavailable');
    expect(await answerTo(key)).toBe('found');
    gbdfl.behaviour.set({ signedBy: stranger.certificate });
    expect(await answerTo(key)).toBe('registry-unavailable');
    gbdfl.behaviour.set({ signedBy: null });
    expect(await answerTo(null)).toBe('found');
  });

  it.skipIf(!hasXmlsec1)(
    'bears a signature over its body that xmlsec1 finds right, and wrong once a sign is changed',
    () => {
      const xml = envelopeXml('<ns:a xmlns:ns="urn:a"><b>850717300014 &#38; Ә</b></ns:a>', key);
      const certificate = file('office.crt', office.certificate);
      const agrees = (text: string) =>
        spawnSync('xmlsec1', [
          ...['--verify', '--pubkey-cert-pem', certificate],
          ...['--id-attr:Id', 'http://schemas.xmlsoap.org/soap/envelope/:Body', file('question.xml', text)],
        ]).status === 0;
      expect(agrees(xml)).toBe(true);
      expect(agrees(xml.replace('850717300014', '850717300015'))).toBe(false);
    },
  );

  it('has no key from a file without one, without its certificate, or with that of another', async () => {
    const wrong = [office.key, office.certificate, `${office.key}\n${stranger.certificate}`, ''];
    for (const [index, content] of wrong.entries())
      await expect(openEnvelopeKey(file(`${index}.pem`, content))).rejects.toThrow(
        'holds no RSA private key',
      );
    await expect(openEnvelopeKey(path.join(folder, 'absent.pem'))).rejects.toThrow('cannot be read');
  });
});
