import type { Report, ReportName } from '../../../core/protocol/report.ts';
import { publicPaper } from './papers.ts';

/** Reports with figures that a test can add up. */

const KOKSHETAU = '111000000';
const QOSSHY = '111600000';
export const DISTRICTS = [
  { code: KOKSHETAU, kk: 'Көкшетау қаласы', ru: 'г. Кокшетау' },
  { code: QOSSHY, kk: 'Қосшы қаласы', ru: 'г. Косшы' },
];

const asked = {
  from: '2026-03-01',
  to: '2026-03-31',
  district: null,
  at: '2026-04-01T04:00:00.000Z',
  paper: { id: '5f0c7b3e-54d7-4b6a-9c1e-2d7d3f6c9a10', issuedAt: publicPaper.issuedAt, qr: publicPaper.qr },
};

const places = (n: number, district: string, kk: string, heldBack: number, heldSince: string | null) => ({
  district,
  kindergarten: { id: `k${n}`, kk, ru: kk.replace('балабақшасы', 'детский сад') },
  ...{ published: 5, withdrawn: 2, capacity: 75, enrolledOtherwise: 3, taken: 40, offered: 4, open: 1 },
  ...{ heldBack, heldSince },
});

export const REPORTS: { readonly [N in ReportName]: Extract<Report, { name: N }> } = {
  queue: {
    name: 'queue',
    ...asked,
    rows: [
      {
        ...{ district: KOKSHETAU, groupYear: 2022, category: null, queueClass: 'E', benefit: 'E1' },
        ...{ waiting: 3, notified: 1, undecided: 0, stopListed: 0, filed: 2 },
      },
      {
        ...{ district: KOKSHETAU, groupYear: 2023, category: null, queueClass: 'G', benefit: null },
        ...{ waiting: 1200, notified: 14, undecided: 2, stopListed: 5, filed: 80 },
      },
      {
        ...{ district: QOSSHY, groupYear: 2023, category: null, queueClass: 'G', benefit: null },
        ...{ waiting: 40, notified: 0, undecided: 0, stopListed: 0, filed: 4 },
      },
    ],
  },
  waiting: {
    name: 'waiting',
    ...asked,
    district: KOKSHETAU,
    rows: [
      {
        ...{ district: KOKSHETAU, groupYear: 2022, queueClass: 'P' },
        ...{ children: 2, median: 33.5, ninetieth: 60, longest: 60 },
      },
      {
        ...{ district: KOKSHETAU, groupYear: 2023, queueClass: 'G' },
        ...{ children: 5, median: 210, ninetieth: 400, longest: 512 },
      },
    ],
    districts: [{ district: KOKSHETAU, children: 7, median: 180, ninetieth: 400, longest: 512 }],
    total: { children: 7, median: 180, ninetieth: 400, longest: 512 },
  },
  referrals: {
    name: 'referrals',
    ...asked,
    rows: [1, 2].map((n) => ({
      district: KOKSHETAU,
      kindergarten: {
        id: `k${n}`,
        kk: `№ ${n} «Балдырған» балабақшасы`,
        ru: `детский сад № ${n} «Балдырған»`,
      },
      ...{ issued: 10 * n, turn: 6 * n, freeChoice: 3 * n, transfer: n, inForce: n, extended: 2 },
      ...{ arrived: 5 * n, returned: n, expired: 2 * n, refused: n, removed: 0 },
    })),
  },
  places: {
    name: 'places',
    ...asked,
    rows: [
      places(1, KOKSHETAU, '№ 1 балабақшасы', 27, '2026-02-28'),
      places(2, KOKSHETAU, '=HYPERLINK("http://x")', 0, null),
      places(3, QOSSHY, '+7 балабақшасы', 3, '2026-01-05'),
    ],
  },
  notices: {
    name: 'notices',
    ...asked,
    rows: [
      {
        ...{ district: KOKSHETAU, kind: 'turn-arrived', notices: 30, reached: 24, called: 2 },
        ...{ underWay: 1, outdated: 0, unreached: 3, emailFailed: 7, smsFailed: 5 },
      },
    ],
  },
};
