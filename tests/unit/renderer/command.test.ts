import { describe, expect, it } from 'vitest';
import type { Command } from '../../../core/protocol/command.ts';
import type { Permission } from '../../../core/protocol/permission.ts';
import type { PlaceChoice } from '../../../core/protocol/place.ts';
import { checkClaim } from '../../../renderer/features/benefit/benefit-claim.ts';
import {
  identityFor,
  mayHaveBeenKept,
  type Order,
} from '../../../renderer/features/command/command-order.ts';
import { dutiesOf, signerOf } from '../../../renderer/features/command/who-gives.ts';
import { contactValues, readContacts } from '../../../renderer/features/contacts/contact-values.ts';
import { sayingsOf } from '../../../renderer/features/journal/card-sayings.ts';
import { settlementsOf, shownChoices } from '../../../renderer/features/place/place-order.ts';
import { monthsBetween } from '../../../renderer/features/referral/day-grid.ts';

const APPLICATION = '9b1d8a52-5f0c-4d1c-8f52-0d7d3d0a1c99';
const parent = { onBehalf: false, byCode: false, mayFile: true };
const operator = { ...parent, onBehalf: true };
const byCode = { ...parent, byCode: true, mayFile: false };

describe('what a command asks of whoever gives it (domain.md §1.11)', () => {
  it('a parent signs what gives or takes a right, and nothing else', () => {
    for (const name of [
      'choosePlace',
      'cancelReferral',
      'extendReferral',
      'withdraw',
      'claimBenefit',
    ] as const)
      expect(dutiesOf({ do: name }, parent)).toMatchObject({
        signed: true,
        consent: 'none',
        needsEds: false,
      });
    for (const name of ['confirmInterest', 'updateContacts'] as const)
      expect(dutiesOf({ do: name }, parent)).toMatchObject({ signed: false, consent: 'none' });
  });

  it('a parent who came in by a code confirms interest and contacts; the rest needs an EDS, unless the policy lets the code sign', () => {
    expect(dutiesOf({ do: 'confirmInterest' }, byCode).needsEds).toBe(false);
    expect(dutiesOf({ do: 'choosePlace' }, byCode).needsEds).toBe(true);
    const lets = dutiesOf({ do: 'choosePlace' }, { ...byCode, mayFile: true });
    expect(lets).toMatchObject({ needsEds: false, signed: false });
    expect(signerOf(lets, 'applicant')).toBeNull();
  });

  it('an operator needs the parent’s consent, or hands over to the parent’s key', () => {
    const duties = dutiesOf({ do: 'choosePlace' }, operator);
    expect(duties).toMatchObject({ signed: true, consent: 'choice' });
    expect(signerOf(duties, 'operator')).toBe('operator');
    expect(signerOf(duties, 'applicant')).toBe('applicant');
    expect(dutiesOf({ do: 'confirmInterest' }, operator)).toMatchObject({ signed: false, consent: 'choice' });
    expect(dutiesOf({ do: 'updateContacts' }, operator)).toMatchObject({ signed: false, consent: 'none' });
  });

  it('R10: who joins signs and the first parent consents; the head signs alone', () => {
    const joined = dutiesOf({ do: 'mergeApplication' }, operator);
    expect(joined.consent).toBe('always');
    expect(signerOf(joined, 'operator')).toBe('applicant');
    const head = dutiesOf({ do: 'mergeApplication' }, parent);
    expect(head.consent).toBe('none');
    expect(signerOf(head, 'applicant')).toBe('operator');
  });
});

describe('the identity of a command', () => {
  const order = (command: Command): Order => ({
    ...{ command, attachments: [], storage: 'PKCS12', signer: 'applicant', consent: null },
  });
  const extend = (until: string) => order({ do: 'extendReferral', application: APPLICATION, until });
  const fresh = () => 'new';

  it('stays while the same is asked for again, and is another for anything else', () => {
    const first = identityFor(extend('2026-03-10'), { uuid: 'first', of: '' }, fresh);
    expect(first.uuid).toBe('first');
    expect(identityFor({ ...extend('2026-03-10'), storage: 'JKS' }, first, fresh).uuid).toBe('first');
    expect(identityFor(extend('2026-03-11'), first, fresh).uuid).toBe('new');
  });

  it('is kept after a lost answer only: a refusal is decided', () => {
    expect(mayHaveBeenKept({ code: 'internal' })).toBe(true);
    expect(mayHaveBeenKept({ code: 'no-free-place' })).toBe(false);
    expect(mayHaveBeenKept({ code: 'ncalayer-cancelled' })).toBe(false);
  });
});

describe('the list of free places', () => {
  const place = (
    group: string,
    patch: Partial<PlaceChoice> & { kk?: string; settlement?: string },
  ): PlaceChoice => {
    const { kk = group, settlement = 'Көкшетау', ...rest } = patch;
    return {
      ...{
        group,
        name: '«Бота»',
        language: 'kk',
        birthYear: 2022,
        age: 4,
        offered: 1,
        open: 0,
        distanceKm: null,
      },
      kindergarten: { id: group, kk, ru: kk, kind: 'kindergarten', settlement, address: '1', phone: null },
      ...rest,
    };
  };
  const choices = [
    place('unknown', { kk: 'Ақбота' }),
    place('far', { distanceKm: 12, kk: 'Балапан', settlement: 'Қосшы' }),
    place('near', { distanceKm: 0.4, kk: 'Әйгерім', language: 'ru' }),
  ];
  const all = { settlement: null, language: null, sort: 'distance' as const };
  const names = (filter: Parameters<typeof shownChoices>[1]) =>
    shownChoices(choices, filter, 'kk').map(({ group }) => group);

  it('has the nearest first and those of unknown distance last, or goes by name in Kazakh order', () => {
    expect(names(all)).toEqual(['near', 'far', 'unknown']);
    expect(names({ ...all, sort: 'name' })).toEqual(['unknown', 'near', 'far']);
  });

  it('is narrowed by settlement and language', () => {
    expect(settlementsOf(choices)).toEqual(['Көкшетау', 'Қосшы']);
    expect(names({ ...all, settlement: 'Қосшы' })).toEqual(['far']);
    expect(names({ ...all, language: 'ru' })).toEqual(['near']);
  });
});

describe('what the card says', () => {
  const nothing: Permission = {
    ...{ at: '2026-03-02T04:00:00.000Z', status: 'queued', position: 7, permitted: [], refused: {} },
    ...{ places: { offered: false, open: false }, chooseBy: null, placeFrom: '2024-01-05' },
    ...{ stopListUntil: null, referral: null, interest: null },
  };
  const keys = (permission: Partial<Permission>) =>
    sayingsOf({ ...nothing, ...permission }, 'kk').map(({ key }) => key);

  it('why nothing can be chosen, and until when', () => {
    expect(keys({ refused: { choosePlace: 'not-your-turn' } })).toEqual(['not-your-turn']);
    const young = { refused: { choosePlace: 'too-young' }, placeFrom: '2026-05-10' };
    expect(sayingsOf({ ...nothing, ...young }, 'kk')).toEqual([
      { key: 'too-young', facts: { date: '2026 жылғы 10 мамыр, жексенбі' } },
    ]);
    expect(sayingsOf({ ...nothing, ...young }, 'kk', 'voucher2025').map(({ key }) => key)).toEqual([
      'too-young-voucher2025',
    ]);
    expect(
      keys({ status: 'stopListed', refused: { choosePlace: 'stop-listed' }, stopListUntil: '2026-03-16' }),
    ).toEqual(['stop-listed']);
    expect(keys({ refused: { choosePlace: 'wrong-status' } })).toEqual(['papers']);
    expect(keys({ position: null, refused: { choosePlace: 'wrong-status' } })).toEqual([]);
  });

  it('R8: the return until its moment, then that it is over; R7: the extension once', () => {
    const referral = {
      ...{ number: 'Ж-1', issuedAt: '2026-03-02T04:00:00.000Z', validUntil: '2026-03-10', extended: false },
      ...{ returnUntil: '2026-03-03T04:00:00.000Z', extendUntil: '2026-04-01' },
    };
    const base = { status: 'referred' as const, position: null, referral };
    expect(keys({ ...base, permitted: ['cancelReferral', 'extendReferral'] })).toEqual([
      'validUntil',
      'returnUntil',
      'extendUntil',
    ]);
    const late = { cancelReferral: 'cancel-window-closed', extendReferral: 'extension-used' };
    expect(keys({ ...base, refused: late })).toEqual([
      'validUntil',
      'cancel-window-closed',
      'extension-used',
    ]);
  });
});

describe('what is typed in the dialogs', () => {
  const contacts = {
    phone: '+77011234567',
    email: 'a@mail.kz',
    additionalPhone: null,
    additionalEmail: null,
  };

  it('contacts come back as they were, and a wrong one is told at its field', () => {
    expect(readContacts(contactValues(contacts)).contacts).toEqual(contacts);
    const wrong = { ...contactValues(contacts), phone: '+7 (701', email: '', additionalEmail: 'x' };
    expect(readContacts(wrong)).toEqual({
      contacts: null,
      faults: { phone: 'phone-malformed', email: 'required', additionalEmail: 'email-malformed' },
    });
    expect(
      readContacts({ ...wrong, phone: '87011234567', noEmail: true, additionalEmail: '' }).contacts,
    ).toEqual({
      ...contacts,
      email: null,
    });
  });

  it('a benefit wants its paper, and a certificate of the last month where its date counts', () => {
    const claim = { category: 'P7' as const, certificateDate: '2026-02-20', scans: 1 };
    expect(checkClaim(claim, '2026-03-02')).toEqual({});
    expect(checkClaim({ ...claim, certificateDate: '2026-01-20' }, '2026-03-02')).toEqual({
      certificateDate: 'certificate-too-old',
    });
    expect(checkClaim({ category: 'P4', certificateDate: '', scans: 0 }, '2026-03-02')).toEqual({
      scans: 'file-required',
    });
  });

  it('a calendar from the day after the last valid one to the latest, in whole weeks from Monday', () => {
    const months = monthsBetween('2026-03-30', '2026-04-08');
    expect(months.map(({ month }) => month)).toEqual([3, 4]);
    expect(months[1]?.weeks[0]).toEqual([
      null,
      null,
      '2026-04-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-04',
      '2026-04-05',
    ]);
    expect(months.flatMap(({ weeks }) => weeks).every((week) => week.length === 7)).toBe(true);
  });
});
