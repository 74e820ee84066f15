import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ApplicationForm, PersonName } from '../../../core/domain/application-form.ts';
import { checkDigit } from '../../../core/domain/iin.ts';
import type { JournalQuery } from '../../../core/protocol/journal.ts';
import type { ApplicationRecord } from '../../../core/protocol/record.ts';
import type { Mutation } from '../../../core/protocol/replication.ts';
import { openReplica, type Replica } from '../../../core/replica/replica.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kezek-replica-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const KEY = createHash('sha256').update('key of the tests').digest();

/** Opens a replica; it is closed after the test if the test has not done so. */
export function open(folder: string, mode: 'desk' | 'kiosk' = 'desk'): Replica {
  const opened = openReplica({ folder, key: KEY, mode });
  if (!opened.ok) throw new Error(opened.error);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

/** A valid IIN of a person born on that day; `serial` makes it another person. */
export function iin(birthDate: string, serial: number, sex: 'male' | 'female' = 'female'): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const century = Number(year) >= 2000 ? 5 : 3;
  for (let next = serial; ; next += 5000) {
    const head = `${year.slice(2)}${month}${day}${century + (sex === 'male' ? 0 : 1)}${String(next % 10_000).padStart(4, '0')}`;
    const last = checkDigit(head);
    if (last !== null) return `${head}${last}`;
  }
}

export function personName(line: string): PersonName {
  const [surname = '', name = '', patronymic = ''] = line.split(' ');
  return { surname, name, patronymic };
}

const ADDRESS = { city: 'Көкшетау', district: '', street: 'Абай', house: '1', flat: '2' };

/** A form that can be signed: an applicant, one child. */
export function formOf(given: {
  child: string;
  applicant?: string;
  birthDate?: string;
  serial?: number;
  settlement?: string;
}): ApplicationForm {
  const serial = given.serial ?? 1;
  const birthDate = given.birthDate ?? '2022-01-05';
  return {
    applicant: {
      iin: iin('1985-07-17', serial),
      name: personName(given.applicant ?? 'Оспанова Гүлнұр Серікқызы'),
      birthDate: '1985-07-17',
      source: 'registry',
      registrationAddress: ADDRESS,
      registrationDistrict: '111000000',
      residenceAddress: ADDRESS,
      phone: '+77010000001',
      email: 'parent@example.kz',
      additionalPhone: null,
      additionalEmail: null,
    },
    relation: 'parent',
    children: [
      {
        uuid: randomUUID(),
        iin: iin(birthDate, serial, 'male'),
        name: personName(given.child),
        birthDate,
        source: 'registry',
        registrationDistrict: '111000000',
      },
    ],
    twins: false,
    nonResident: false,
    district: '111000000',
    settlement: given.settlement ?? 'Көкшетау',
    groupKind: 'general',
    language: 'kk',
    benefit: null,
    attachments: [],
    dataCurrent: true,
    algorithmRead: true,
    moves: null,
  };
}

/** A row as the server would send it. */
export function recordOf(
  form: ApplicationForm,
  given: { id: number; filedAt?: string; status?: ApplicationRecord['status']; queueClass?: 'E' | 'P' | 'G' },
): ApplicationRecord {
  const child = form.children[0];
  if (child === undefined) throw new Error('no child');
  return {
    uuid: child.uuid,
    id: given.id,
    number: `ОДО.2026.${String(given.id).padStart(6, '0')}`,
    district: form.district,
    kind: 'general',
    groupYear: Number(child.birthDate.slice(0, 4)),
    childIndex: 0,
    form,
    status: given.status ?? 'queued',
    queueClass: given.queueClass ?? 'G',
    benefitClaim: 'none',
    papersClaim: 'none',
    filedAt: given.filedAt ?? new Date(Date.UTC(2026, 2, 2, 4, 0, given.id)).toISOString(),
    queueNumberAtFiling: given.id,
    provisional: null,
    enteredBy: form.applicant.iin,
    signedBy: {
      iin: form.applicant.iin,
      name: 'ОСПАНОВА ГҮЛНҰР',
      algorithm: 'GOST 34.10-2015',
      serialNumber: '1f',
      issuer: 'CA',
      at: '2026-03-02T04:00:00.000Z',
    },
    parents: [],
    expiries: 0,
    chooseBy: null,
    stopListUntil: null,
    confirmInterestBy: '2027-03-02T19:00:00.000Z',
    referral: null,
    relationUnproved: false,
    corrected: null,
    category: null,
    signer: 'applicant',
    consent: null,
    report: null,
    contacts: null,
    claim: null,
  };
}

/** The journal with nothing narrowed. */
export function query(given: Partial<JournalQuery> = {}): JournalQuery {
  return {
    search: '',
    status: null,
    submission: null,
    groupYear: null,
    queueClass: null,
    kind: null,
    sort: 'filedAt',
    descending: false,
    page: 1,
    pageSize: 50,
    ...given,
  };
}

/** Saves a form as a signed one; gives the label and the mutation's UUID. */
export function save(replica: Replica, form: ApplicationForm, now = Date.UTC(2026, 2, 2, 4)) {
  const mutationUuid = randomUUID();
  const uuid = randomUUID();
  const saved = replica.save({
    uuid,
    mutationUuid,
    form,
    signedXml: '<signed/>',
    consent: null,
    report: {
      verifiedBy: 'desk',
      verifiedAt: new Date(now).toISOString(),
      document: '0'.repeat(64),
      signers: [],
    },
    signer: { iin: form.applicant.iin, name: 'ОСПАНОВА ГҮЛНҰР', at: new Date(now).toISOString() },
    session: randomUUID(),
    enteredBy: { iin: iin('1990-01-01', 77), name: 'Оператор' },
    deskCode: 'K01',
    now,
    clockOffsetMs: 0,
    draftOwner: iin('1990-01-01', 77),
  });
  return { ...saved, uuid, mutationUuid };
}

/** Joins the replica to a server that is not there. */
export function pair(
  replica: Replica,
  serverId: string = randomUUID(),
  mode: 'desk' | 'kiosk' = 'desk',
): string {
  replica.device.setPairing({
    serverId,
    deskId: randomUUID(),
    deskCode: 'K01',
    district: '111000000',
    mode,
    slipKey: '',
  });
  return serverId;
}

/** The form of a submission. */
export function formIn(mutation: Mutation): ApplicationForm {
  if (mutation.name !== 'application.submit') throw new Error('no form');
  return mutation.args.form;
}
