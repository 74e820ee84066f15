import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildApplicationXml,
  readApplicationXml,
  type SignedApplication,
} from '../../../core/eds/application-xml.ts';
import { buildSignInXml, readSignInXml } from '../../../core/eds/sign-in-xml.ts';
import { ApplicationFormSchema } from '../../../core/protocol/form.ts';
import { applications } from './application-xml.forms.ts';

const xmllint = spawnSync('xmllint', ['--version']).status === 0;

const [sample] = fc.sample(applications, { numRuns: 1, seed: 7 });
if (sample === undefined) throw new Error('no sample');
const document: SignedApplication = {
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      name: { surname: 'Әбдіқадыр', name: 'Гүлшаһира', patronymic: '' },
      email: "o'neil@example.kz",
    },
    settlement: 'Қосшы «Ұлы дала» <1> 😀',
  },
};

/** What Santuario makes of a document: empty elements expanded, other quotes, characters outside the BMP as numbers. */
function rewritten(xml: string): string {
  return xml
    .replace(/<application [^>]*>/, (head) => {
      const attributes = head.slice(13, -1).split(' ').reverse().join(' ');
      return `<application ${attributes.replaceAll('"', "'")}>`;
    })
    .replace(/[\u{10000}-\u{10ffff}]/gu, (each) => `&#${each.codePointAt(0)};`)
    .replace(/<(\w+)><\/\1>/g, '<$1/>');
}

describe('the XML of an application', () => {
  test('gives back exactly what was written, whatever the names hold', () => {
    fc.assert(
      fc.property(applications, (each) => {
        expect(readApplicationXml(buildApplicationXml(each))).toEqual({ ok: true, value: each });
      }),
      { numRuns: 300 },
    );
  });

  test('is read the same after NCALayer has written it its own way', () => {
    fc.assert(
      fc.property(applications, (each) => {
        expect(readApplicationXml(rewritten(buildApplicationXml(each)))).toEqual({ ok: true, value: each });
      }),
      { numRuns: 100 },
    );
  });

  test('names every field of the form, so that nothing is unsigned', () => {
    const xml = buildApplicationXml(document);
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [key, ...leaves(each)]))
        : [];
    for (const key of leaves(document.form).filter((each) => !/^\d+$/.test(each))) {
      expect(xml).toContain(`<${key}>`);
    }
  });

  test('has no white space between elements and no comment', () => {
    expect(buildApplicationXml(document)).not.toMatch(/>\s+<|<!--/);
  });

  const good = buildApplicationXml(document);
  const broken: Readonly<Record<string, string>> = {
    'an unknown element': good.replace('<uuid>', '<hidden>1</hidden><uuid>'),
    'an element twice': good.replace(/<uuid>.*?<\/uuid>/, (each) => each + each),
    'an element missing': good.replace(/<settlement>.*?<\/settlement>/, ''),
    'elements in another order': good.replace(/(<uuid>.*?<\/uuid>)(<challenge>.*?<\/challenge>)/, '$2$1'),
    'an unknown attribute': good.replace('<uuid>', '<uuid id="1">'),
    'an attribute on the root': good.replace('<application ', '<application xml:lang="kk" '),
    'another namespace': good.replace('urn:kezek:application:1', 'urn:kezek:application:2'),
    'another version': good.replace('version="1"', 'version="2"'),
    'another type': good.replace('type="queue-application"', 'type="referral"'),
    'another namespace inside': good.replace('<uuid>', '<uuid xmlns="urn:other">'),
    'a prefix': good
      .replace('<application xmlns=', '<k:application xmlns:k="urn:kezek:application:1" xmlns=')
      .replace('</application>', '</k:application>'),
    'a comment': good.replace('<uuid>', '<uuid><!-- x -->'),
    'white space between elements': good.replace('<uuid>', '\n<uuid>'),
    'text between elements': good.replace('<uuid>', 'x<uuid>'),
    'text deeper inside': good.replace('<form>', '<form>hidden'),
    'an element after the last': good.replace('</form>', '<hidden/></form>'),
    'an element after the form': good.replace('</application>', '<hidden/></application>'),
    'a CDATA section': good.replace(/<desk>(.*?)<\/desk>/, '<desk><![CDATA[$1]]></desk>'),
    'a processing instruction': good.replace('<uuid>', '<?x y?><uuid>'),
    'a DOCTYPE': `<!DOCTYPE application>${good}`,
    'two roots': good + good,
    'text after the root': `${good}x`,
    'an unknown entity': good.replace(/<desk>.*?<\/desk>/, '<desk>&desk;</desk>'),
    'a signature still in it': good.replace(
      '</application>',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></application>',
    ),
    'not XML': good.slice(0, -5),
    nothing: '',
    'a flag that is none': good.replace(/<twins>.*?<\/twins>/, '<twins>1</twins>'),
    'a child inside a leaf': good.replace(/<desk>.*?<\/desk>/, '<desk><b>K01</b></desk>'),
  };
  test.each(Object.entries(broken))('is refused with %s', (_, xml) => {
    expect(xml).not.toBe(good);
    expect(readApplicationXml(xml)).toEqual({ ok: false, error: 'structure' });
  });

  const wrong: Readonly<Record<string, string>> = {
    'an IIN of eleven digits': good.replace(/<iin>\d{12}/, '<iin>12345678901'),
    'a name with a space before it': good.replace('<surname>Ә', '<surname> Ә'),
    'a name over two lines': good.replace('Әбдіқадыр', 'Әбді&#10;қадыр'),
    'two districts': good.replace(/<district>\d{9}/, '<district>000000000'),
    'no child': good.replace(/<children>.*<\/children>/, '<children></children>'),
    'a time without zone': good.replace(/<time>.*?<\/time>/, '<time>2026-03-02T09:00:00</time>'),
    "an operator's signature without an operator": good
      .replace(/<operator>.*?<\/operator>/, '')
      .replace(/<signer>.*?<\/signer>/, '<signer>operator</signer>'),
  };
  test.each(Object.entries(wrong))('is refused by its content with %s', (_, xml) => {
    expect(xml).not.toBe(good);
    expect(readApplicationXml(xml)).toEqual({ ok: false, error: 'content' });
  });

  test('is never written from a form that was not validated', () => {
    const spoiled = (surname: string): SignedApplication => ({
      ...document,
      form: {
        ...document.form,
        applicant: { ...document.form.applicant, name: { surname, name: 'A', patronymic: '' } },
      },
    });
    for (const surname of ['\ud800', '\uffff', '\u0001', ' A', 'A\r\nB'])
      expect(() => buildApplicationXml(spoiled(surname))).toThrow();
  });

  test('the contract of the form refuses what XML cannot carry and trims line ends', () => {
    const withSettlement = (settlement: string) =>
      ApplicationFormSchema.safeParse({ ...document.form, settlement });
    for (const character of ['\u0000', '\u0001', '\u0085', '\ufffe', '\uffff', '\ud800', '\udc00x'])
      expect(withSettlement(`Қосшы${character}x`).success).toBe(false);
    expect(withSettlement(' Қосшы\r\n').data?.settlement).toBe('Қосшы');
    expect(withSettlement('Қосшы\r\nқаласы').success).toBe(false);
  });
});

describe('the XML of a sign-in', () => {
  const signIn = { version: 1, challenge: 'a<b>&c', desk: 'K01', time: '2026-03-02T04:00:00.000Z' } as const;

  test('is read as written, and is never an application', () => {
    expect(readSignInXml(buildSignInXml(signIn))).toEqual({ ok: true, value: signIn });
    expect(readSignInXml(good())).toEqual({ ok: false, error: 'structure' });
    expect(readApplicationXml(buildSignInXml(signIn))).toEqual({ ok: false, error: 'structure' });
  });

  test('is refused with a time that is none', () => {
    const xml = buildSignInXml(signIn).replace('2026-03-02T', '2026-02-30T');
    expect(readSignInXml(xml)).toEqual({ ok: false, error: 'content' });
  });

  const good = () => buildApplicationXml(document);
});

describe.skipIf(!xmllint)('the schemas (xmllint of libxml2-utils)', () => {
  const valid = (xml: string, schema: string): boolean => {
    const folder = mkdtempSync(join(tmpdir(), 'kezek-xsd-'));
    try {
      writeFileSync(join(folder, 'a.xml'), xml);
      execFileSync(
        'xmllint',
        ['--noout', '--nonet', '--schema', `assets/schema/${schema}`, join(folder, 'a.xml')],
        {
          stdio: 'pipe',
        },
      );
      return true;
    } catch {
      return false;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('an application of every kind is valid, also with its signature', () => {
    for (const each of fc.sample(applications, { numRuns: 15, seed: 3 }))
      expect(valid(buildApplicationXml(each), 'application-1.xsd')).toBe(true);
    const signed = buildApplicationXml(document).replace(
      '</application>',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo/></ds:Signature></application>',
    );
    expect(valid(signed, 'application-1.xsd')).toBe(true);
  });

  test('an application with an unknown element is not', () => {
    const xml = buildApplicationXml(document).replace('<uuid>', '<hidden/><uuid>');
    expect(valid(xml, 'application-1.xsd')).toBe(false);
  });

  test('a sign-in is valid', () => {
    const xml = buildSignInXml({
      version: 1,
      challenge: 'abc',
      desk: 'K01',
      time: '2026-03-02T04:00:00.000Z',
    });
    expect(valid(xml, 'sign-in-1.xsd')).toBe(true);
    expect(valid(xml.replace('<desk>', '<x/><desk>'), 'sign-in-1.xsd')).toBe(false);
  });
});
