import { describe, expect, it } from 'vitest';
import type { Card } from '../../../core/protocol/card.ts';
import { documentsOf } from '../../../renderer/features/journal/card-files.ts';

const ROW: Card['row'] = {
  uuid: '00000000-0000-4000-8000-000000000001',
  id: null,
  number: null,
  label: 'K01-260302-1',
  childName: 'Ойдан Аяла',
  childIin: '220105501235',
  applicantName: 'Ойдан Айгүл',
  filedAt: '2026-03-02T04:05:00.000Z',
  status: null,
  submission: 'saved',
  refusal: null,
  benefit: 'NONE',
  childBirthDate: '2022-01-05',
  groupYear: 2022,
  queueClass: 'G',
  referralKind: null,
  referralDaysLeft: null,
  age: 4,
  queueNumber: null,
  settlement: 'Көкшетау',
  onBehalf: false,
};
const SLIP = 'provisional:00000000-0000-4000-8000-0000000000aa';
const made = (id: number, issuedAt: string): Card['documents'][number] => ({
  id: `00000000-0000-4000-8000-00000000000${id}`,
  application: ROW.uuid,
  kind: 'registration',
  issuedAt,
  qr: 'q',
  facts: {},
});

describe('the documents a card offers', () => {
  it('is the provisional slip while the application waits to be sent', () => {
    expect(documentsOf({ row: ROW, provisional: SLIP, documents: [] })).toEqual([
      { id: SLIP, kind: 'provisional', issuedAt: ROW.filedAt },
    ]);
  });

  it('is never the provisional slip again once the server has accepted it', () => {
    const row = { ...ROW, submission: 'received' as const, status: 'queued' as const };
    const documents = [made(2, '2026-03-02T04:06:00.000Z')];
    expect(documentsOf({ row, provisional: SLIP, documents }).map(({ kind }) => kind)).toEqual([
      'registration',
    ]);
  });

  it('has the newest on top', () => {
    const row = { ...ROW, submission: 'received' as const, status: 'queued' as const };
    const documents = [made(2, '2026-03-02T04:06:00.000Z'), made(3, '2026-04-02T04:06:00.000Z')];
    expect(documentsOf({ row, provisional: null, documents }).map(({ issuedAt }) => issuedAt)).toEqual([
      '2026-04-02T04:06:00.000Z',
      '2026-03-02T04:06:00.000Z',
    ]);
  });
});
