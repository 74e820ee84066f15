import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoPerson } from '../../simulators/demo-people.ts';
import { type GbdflSimulator, startGbdfl } from '../../simulators/gbdfl/index.ts';

/** A question with the prefixes of one published client (ns) or another (typ), as domain.md §8 has it. */
function question(iin: string, extra = '', prefix = 'ns', service = 'GBDFL_UniversalServiceSync'): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header/><soapenv:Body Id="b"><${prefix}:SendMessage xmlns:${prefix}="http://bip.bee.kz/SyncChannel/v10/Types"><request><requestInfo><messageId>7f3c</messageId><serviceId>${service}</serviceId><messageDate>2026-03-02T09:05:00.000+05:00</messageDate><sender><senderId>kezek</senderId><password>demo</password></sender></requestInfo><requestData><data><iin>${iin}</iin><messageId>7f3c</messageId><messageDate>2026-03-02T09:05:00.000+05:00</messageDate><senderCode>KEZEK</senderCode>${extra}</data></requestData></request></${prefix}:SendMessage></soapenv:Body></soapenv:Envelope>`;
}

describe('ГБД ФЛ', () => {
  let gbdfl: GbdflSimulator;
  beforeAll(async () => {
    gbdfl = await startGbdfl();
  });
  afterAll(() => gbdfl.close());
  beforeEach(() => {
    gbdfl.behaviour.reset();
  });

  const post = (body: string) =>
    fetch(gbdfl.url, { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8' }, body });
  const ask = async (key: string, extra = '') => (await post(question(demoPerson(key).iin, extra))).text();
  /** Evaluates an XPath with libxml2, which knows nothing of our parser; null where xmllint is not installed. */
  const xpath = (xml: string, path: string): string =>
    execFileSync('xmllint', ['--xpath', `string(${path})`, '-'], { input: xml, encoding: 'utf8' }).trim();
  const text = (xml: string, name: string) => new RegExp(`<${name}>(?:<code>)?([^<]*)<`).exec(xml)?.[1];

  test('tells all it knows of a person, in the envelope of the ШЭП', async () => {
    const response = await post(question(demoPerson('synaqov-father').iin, '', 'typ'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    const xml = await response.text();
    expect(xml).toContain('<correlationId>7f3c</correlationId>');
    expect(text(xml, 'messageResult')).toBe('00000');
    expect([text(xml, 'iin'), text(xml, 'surname'), text(xml, 'name'), text(xml, 'patronymic')]).toEqual([
      '850717300014',
      'СЫНАҚОВ',
      'МЫСАЛБЕК',
      'ТЕСТҰЛЫ',
    ]);
    expect(text(xml, 'birthDate')).toBe('1985-07-17');
    expect(text(xml, 'removed')).toBe('false');
    expect(/<regAddress>.*<region><code>111000000<.*<street>АБАЙ КӨШЕСІ</.test(xml)).toBe(true);
  });

  test('is XML that another parser reads the same', async ({ skip }) => {
    const xml = await ask('synaqov-2022');
    try {
      execFileSync('xmllint', ['--version'], { stdio: 'ignore' });
    } catch {
      skip('xmllint is not installed');
    }
    const person = "//*[local-name()='SendMessageResponse']/response/responseData/data/persons/person";
    expect(xpath(xml, `${person}/iin`)).toBe('220105501235');
    expect(xpath(xml, `${person}/birthCertificate/motherIin`)).toBe(demoPerson('synaqova-mother').iin);
    expect(xpath(xml, `${person}/birthCertificate/fatherIin`)).toBe('850717300014');
    expect(xpath(xml, `${person}/gender/nameKz`)).toBe('ЕР');
  });

  test('says plainly: not found, dead, removed, not registered, registered elsewhere or for a time', async () => {
    const stranger = await ask('belgisizova-mother');
    expect(text(stranger, 'messageResult')).not.toBe('00000');
    expect(stranger).not.toContain('<person>');
    const dead = await ask('jetimova-mother');
    expect(text(dead, 'deathDate')).toBe('2023-03-01');
    expect(text(dead, 'lifeStatus')).toBe('1');
    expect(text(await ask('shygarylgan'), 'removed')).toBe('true');
    expect(await ask('tirkeusizova-mother')).not.toContain('<regAddress>');
    expect(await ask('auylov-father')).toContain('<region><code>115600000</code>');
    const guest = await ask('uaqytova-mother');
    expect(/<address>.*?<code>2<.*?<code>111000000<.*?<endDate>2027-12-31</.test(guest)).toBe(true);
  });

  test('answers what it does not understand with a SOAP fault', async () => {
    for (const body of [
      'ЖСН',
      '<a/>',
      question('850717300014').replace('http://bip.bee.kz/SyncChannel/v10/Types', 'urn:other'),
      question('850717300014').replace('<senderId>kezek</senderId>', ''),
      question('850717300014').replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      question('850717300014', '', 'ns', 'OtherService'),
    ]) {
      const response = await post(body);
      expect(response.status).toBe(500);
      const xml = await response.text();
      expect(xml).toContain('<faultcode>soap:Client</faultcode>');
      expect(xml).toContain('SendMessageFault1_SendMessageFault');
    }
  });

  test('lets only its sender in, when there is one', async () => {
    gbdfl.behaviour.set({ sender: { senderId: 'kezek', password: 'other' } });
    expect((await post(question('850717300014'))).status).toBe(500);
    gbdfl.behaviour.set({ sender: { senderId: 'kezek', password: 'demo' } });
    expect((await post(question('850717300014'))).status).toBe(200);
  });

  test('withholds data until the citizen consents', async () => {
    for (const consent of ['denied', 'timed-out', 'granted', 'requested'] as const) {
      gbdfl.behaviour.set({ consent });
      expect(await ask('synaqov-father')).not.toContain('<person>');
    }
    gbdfl.behaviour.set({ consent: 'granted' });
    expect(await ask('synaqov-father')).toContain('<person>');
    expect(await ask('synaqova-mother')).not.toContain('<person>');
    expect(await ask('synaqova-mother', '<kdpToken>t</kdpToken>')).toContain('<person>');
  });

  test('fails as told, for all or for one person', async () => {
    gbdfl.behaviour.set({ answer: 'fault' });
    expect(await ask('synaqov-father')).toContain('<faultcode>soap:Server</faultcode>');
    gbdfl.behaviour.set({ answer: 'http-error' });
    expect((await post(question('850717300014'))).status).toBe(502);
    gbdfl.behaviour.set({ answer: 'empty' });
    expect(await ask('synaqov-father')).toBe('');
    gbdfl.behaviour.set({ answer: 'truncated' });
    expect(await ask('synaqov-father')).not.toContain('</soap:Envelope>');
    gbdfl.behaviour.set({ answer: 'other-person' });
    expect(text(await ask('synaqov-father'), 'iin')).not.toBe('850717300014');
    gbdfl.behaviour.set({ answer: 'cut' });
    await expect(ask('synaqov-father')).rejects.toThrow();
    gbdfl.behaviour.set({ answer: 'silence' });
    await expect(
      fetch(gbdfl.url, {
        method: 'POST',
        body: question('850717300014'),
        signal: AbortSignal.timeout(200),
      }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    gbdfl.behaviour.reset();
    gbdfl.behaviour.set({ byIin: { '850717300014': 'not-found' } });
    expect(await ask('synaqov-father')).not.toContain('<person>');
    expect(await ask('synaqova-mother')).toContain('<person>');
  });
});
