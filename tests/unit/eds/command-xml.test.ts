/** The XML of a command: what is written is read back to the letter, and nothing else can be in it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  buildCommandXml,
  readCommandXml,
  type SignedCommand,
  signedFields,
} from '../../../core/eds/command-xml.ts';
import { commandText } from '../../../core/protocol/command-wording.ts';

const application = '5f0c9a0e-6d1a-4a64-9f5e-0d9b7f1a2c3d';
const command = { do: 'extendReferral', application, until: '2026-12-01' } as const;
const document: SignedCommand = {
  version: 1,
  uuid: '0d9b7f1a-6d1a-4a64-9f5e-5f0c9a0e2c3d',
  challenge: 'abc',
  district: '111000000',
  desk: 'K01',
  operator: null,
  signer: 'applicant',
  consent: null,
  time: '2026-11-23T04:00:00.000Z',
  application: { uuid: application, number: 'ОДО.2026.000017' },
  command: command.do,
  fields: signedFields(command),
  attachments: [],
  locale: 'kk',
  text: commandText(command, 'ОДО.2026.000017', 'kk'),
};

test('what is signed says everything in words too, in the language of whoever signs', () => {
  expect(document.fields).toEqual([{ name: 'until', value: '2026-12-01' }]);
  expect(document.text).toContain('01.12.2026');
  expect(commandText(command, 'ОДО.2026.000017', 'ru')).toContain('ОДО.2026.000017');
});

test('it is read back to the letter', () => {
  expect(readCommandXml(buildCommandXml(document))).toEqual({ ok: true, value: document });
  const full = { ...document, operator: '900101400011', signer: 'operator', application: null } as const;
  expect(readCommandXml(buildCommandXml(full))).toEqual({ ok: true, value: full });
});

test('an element more, one repeated, one of another order or an attribute is no command', () => {
  const xml = buildCommandXml(document);
  for (const changed of [
    xml.replace('<uuid>', '<hidden/><uuid>'),
    xml.replace('<desk>K01</desk>', '<desk>K01</desk><desk>K02</desk>'),
    xml.replace('<challenge>', '<challenge a="b">'),
    xml.replace('<!', '<').replace('<text>', '<!-- --><text>'),
    xml.replace('urn:kezek:command:1', 'urn:kezek:application:1'),
  ])
    expect(readCommandXml(changed)).toEqual({ ok: false, error: 'structure' });
  expect(readCommandXml(xml.replace('applicant', 'operator'))).toEqual({ ok: false, error: 'content' });
});

const xmllint = spawnSync('xmllint', ['--version']).status === 0;

test.skipIf(!xmllint)('it is of its schema (xmllint of libxml2-utils)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-command-'));
  const valid = (xml: string): boolean => {
    writeFileSync(join(folder, 'a.xml'), xml);
    try {
      const schema = ['--schema', 'assets/schema/command-1.xsd'];
      execFileSync('xmllint', ['--noout', '--nonet', ...schema, join(folder, 'a.xml')], { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  };
  try {
    const xml = buildCommandXml(document);
    expect(valid(xml)).toBe(true);
    expect(valid(xml.replace('<uuid>', '<hidden/><uuid>'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
