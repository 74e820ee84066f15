import enActions from '../../assets/locales/en/actions.json' with { type: 'json' };
import enAdministration from '../../assets/locales/en/administration.json' with { type: 'json' };
import enApplication from '../../assets/locales/en/application.json' with { type: 'json' };
import enAudit from '../../assets/locales/en/audit.json' with { type: 'json' };
import enBenefit from '../../assets/locales/en/benefit.json' with { type: 'json' };
import enCabinet from '../../assets/locales/en/cabinet.json' with { type: 'json' };
import enCode from '../../assets/locales/en/code.json' with { type: 'json' };
import enCommand from '../../assets/locales/en/command.json' with { type: 'json' };
import enCommon from '../../assets/locales/en/common.json' with { type: 'json' };
import enConsent from '../../assets/locales/en/consent.json' with { type: 'json' };
import enDocument from '../../assets/locales/en/document.json' with { type: 'json' };
import enFailure from '../../assets/locales/en/failure.json' with { type: 'json' };
import enHistory from '../../assets/locales/en/history.json' with { type: 'json' };
import enJournal from '../../assets/locales/en/journal.json' with { type: 'json' };
import enKindergarten from '../../assets/locales/en/kindergarten.json' with { type: 'json' };
import enKiosk from '../../assets/locales/en/kiosk.json' with { type: 'json' };
import enLock from '../../assets/locales/en/lock.json' with { type: 'json' };
import enMerge from '../../assets/locales/en/merge.json' with { type: 'json' };
import enNcalayer from '../../assets/locales/en/ncalayer.json' with { type: 'json' };
import enNotice from '../../assets/locales/en/notice.json' with { type: 'json' };
import enPlace from '../../assets/locales/en/place.json' with { type: 'json' };
import enPrint from '../../assets/locales/en/print.json' with { type: 'json' };
import enProposal from '../../assets/locales/en/proposal.json' with { type: 'json' };
import enReceipt from '../../assets/locales/en/receipt.json' with { type: 'json' };
import enRegion from '../../assets/locales/en/region.json' with { type: 'json' };
import enReport from '../../assets/locales/en/report.json' with { type: 'json' };
import enSignIn from '../../assets/locales/en/sign-in.json' with { type: 'json' };
import enSignature from '../../assets/locales/en/signature.json' with { type: 'json' };
import enStart from '../../assets/locales/en/start.json' with { type: 'json' };
import enStatus from '../../assets/locales/en/status.json' with { type: 'json' };
import enWhy from '../../assets/locales/en/why.json' with { type: 'json' };
import enWork from '../../assets/locales/en/work.json' with { type: 'json' };
import kkActions from '../../assets/locales/kk/actions.json' with { type: 'json' };
import kkAdministration from '../../assets/locales/kk/administration.json' with { type: 'json' };
import kkApplication from '../../assets/locales/kk/application.json' with { type: 'json' };
import kkAudit from '../../assets/locales/kk/audit.json' with { type: 'json' };
import kkBenefit from '../../assets/locales/kk/benefit.json' with { type: 'json' };
import kkCabinet from '../../assets/locales/kk/cabinet.json' with { type: 'json' };
import kkCode from '../../assets/locales/kk/code.json' with { type: 'json' };
import kkCommand from '../../assets/locales/kk/command.json' with { type: 'json' };
import kkCommon from '../../assets/locales/kk/common.json' with { type: 'json' };
import kkConsent from '../../assets/locales/kk/consent.json' with { type: 'json' };
import kkDocument from '../../assets/locales/kk/document.json' with { type: 'json' };
import kkFailure from '../../assets/locales/kk/failure.json' with { type: 'json' };
import kkHistory from '../../assets/locales/kk/history.json' with { type: 'json' };
import kkJournal from '../../assets/locales/kk/journal.json' with { type: 'json' };
import kkKindergarten from '../../assets/locales/kk/kindergarten.json' with { type: 'json' };
import kkKiosk from '../../assets/locales/kk/kiosk.json' with { type: 'json' };
import kkLock from '../../assets/locales/kk/lock.json' with { type: 'json' };
import kkMerge from '../../assets/locales/kk/merge.json' with { type: 'json' };
import kkNcalayer from '../../assets/locales/kk/ncalayer.json' with { type: 'json' };
import kkNotice from '../../assets/locales/kk/notice.json' with { type: 'json' };
import kkPlace from '../../assets/locales/kk/place.json' with { type: 'json' };
import kkPrint from '../../assets/locales/kk/print.json' with { type: 'json' };
import kkProposal from '../../assets/locales/kk/proposal.json' with { type: 'json' };
import kkReceipt from '../../assets/locales/kk/receipt.json' with { type: 'json' };
import kkRegion from '../../assets/locales/kk/region.json' with { type: 'json' };
import kkReport from '../../assets/locales/kk/report.json' with { type: 'json' };
import kkSignIn from '../../assets/locales/kk/sign-in.json' with { type: 'json' };
import kkSignature from '../../assets/locales/kk/signature.json' with { type: 'json' };
import kkStart from '../../assets/locales/kk/start.json' with { type: 'json' };
import kkStatus from '../../assets/locales/kk/status.json' with { type: 'json' };
import kkWhy from '../../assets/locales/kk/why.json' with { type: 'json' };
import kkWork from '../../assets/locales/kk/work.json' with { type: 'json' };
import ruActions from '../../assets/locales/ru/actions.json' with { type: 'json' };
import ruAdministration from '../../assets/locales/ru/administration.json' with { type: 'json' };
import ruApplication from '../../assets/locales/ru/application.json' with { type: 'json' };
import ruAudit from '../../assets/locales/ru/audit.json' with { type: 'json' };
import ruBenefit from '../../assets/locales/ru/benefit.json' with { type: 'json' };
import ruCabinet from '../../assets/locales/ru/cabinet.json' with { type: 'json' };
import ruCode from '../../assets/locales/ru/code.json' with { type: 'json' };
import ruCommand from '../../assets/locales/ru/command.json' with { type: 'json' };
import ruCommon from '../../assets/locales/ru/common.json' with { type: 'json' };
import ruConsent from '../../assets/locales/ru/consent.json' with { type: 'json' };
import ruDocument from '../../assets/locales/ru/document.json' with { type: 'json' };
import ruFailure from '../../assets/locales/ru/failure.json' with { type: 'json' };
import ruHistory from '../../assets/locales/ru/history.json' with { type: 'json' };
import ruJournal from '../../assets/locales/ru/journal.json' with { type: 'json' };
import ruKindergarten from '../../assets/locales/ru/kindergarten.json' with { type: 'json' };
import ruKiosk from '../../assets/locales/ru/kiosk.json' with { type: 'json' };
import ruLock from '../../assets/locales/ru/lock.json' with { type: 'json' };
import ruMerge from '../../assets/locales/ru/merge.json' with { type: 'json' };
import ruNcalayer from '../../assets/locales/ru/ncalayer.json' with { type: 'json' };
import ruNotice from '../../assets/locales/ru/notice.json' with { type: 'json' };
import ruPlace from '../../assets/locales/ru/place.json' with { type: 'json' };
import ruPrint from '../../assets/locales/ru/print.json' with { type: 'json' };
import ruProposal from '../../assets/locales/ru/proposal.json' with { type: 'json' };
import ruReceipt from '../../assets/locales/ru/receipt.json' with { type: 'json' };
import ruRegion from '../../assets/locales/ru/region.json' with { type: 'json' };
import ruReport from '../../assets/locales/ru/report.json' with { type: 'json' };
import ruSignIn from '../../assets/locales/ru/sign-in.json' with { type: 'json' };
import ruSignature from '../../assets/locales/ru/signature.json' with { type: 'json' };
import ruStart from '../../assets/locales/ru/start.json' with { type: 'json' };
import ruStatus from '../../assets/locales/ru/status.json' with { type: 'json' };
import ruWhy from '../../assets/locales/ru/why.json' with { type: 'json' };
import ruWork from '../../assets/locales/ru/work.json' with { type: 'json' };
import type { FailureCode } from '../../core/domain/failure.ts';
import type { Locale } from '../../core/domain/wording.ts';

/** The sections of the interface's words; the keys of Kazakh, the first language, are the keys of all. */
const kk = {
  merge: kkMerge,
  actions: kkActions,
  command: kkCommand,
  place: kkPlace,
  common: kkCommon,
  start: kkStart,
  'sign-in': kkSignIn,
  cabinet: kkCabinet,
  application: kkApplication,
  failure: kkFailure,
  journal: kkJournal,
  document: kkDocument,
  print: kkPrint,
  kindergarten: kkKindergarten,
  kiosk: kkKiosk,
  status: kkStatus,
  history: kkHistory,
  code: kkCode,
  consent: kkConsent,
  lock: kkLock,
  ncalayer: kkNcalayer,
  notice: kkNotice,
  benefit: kkBenefit,
  proposal: kkProposal,
  work: kkWork,
  signature: kkSignature,
  why: kkWhy,
  administration: kkAdministration,
  region: kkRegion,
  audit: kkAudit,
  report: kkReport,
  receipt: kkReceipt,
};
export type Words = typeof kk;

const ru: Words = {
  merge: ruMerge,
  actions: ruActions,
  command: ruCommand,
  place: ruPlace,
  common: ruCommon,
  start: ruStart,
  'sign-in': ruSignIn,
  cabinet: ruCabinet,
  application: ruApplication,
  failure: ruFailure,
  journal: ruJournal,
  document: ruDocument,
  print: ruPrint,
  kindergarten: ruKindergarten,
  kiosk: ruKiosk,
  status: ruStatus,
  history: ruHistory,
  code: ruCode,
  consent: ruConsent,
  lock: ruLock,
  ncalayer: ruNcalayer,
  notice: ruNotice,
  benefit: ruBenefit,
  proposal: ruProposal,
  work: ruWork,
  signature: ruSignature,
  why: ruWhy,
  administration: ruAdministration,
  region: ruRegion,
  audit: ruAudit,
  report: ruReport,
  receipt: ruReceipt,
};
const en: Words = {
  merge: enMerge,
  actions: enActions,
  command: enCommand,
  place: enPlace,
  common: enCommon,
  start: enStart,
  'sign-in': enSignIn,
  cabinet: enCabinet,
  application: enApplication,
  failure: enFailure,
  journal: enJournal,
  document: enDocument,
  print: enPrint,
  kindergarten: enKindergarten,
  kiosk: enKiosk,
  status: enStatus,
  history: enHistory,
  code: enCode,
  consent: enConsent,
  lock: enLock,
  ncalayer: enNcalayer,
  notice: enNotice,
  benefit: enBenefit,
  proposal: enProposal,
  work: enWork,
  signature: enSignature,
  why: enWhy,
  administration: enAdministration,
  region: enRegion,
  audit: enAudit,
  report: enReport,
  receipt: enReceipt,
};

/** Every text of the interface. */
export const WORDS: Readonly<Record<Locale, Words>> = { kk, ru, en };

/** What a failure says and what to do next: a code without words in a language does not compile. */
export const FAILURE_WORDS: Readonly<
  Record<Locale, Readonly<Record<FailureCode, { readonly text: string; readonly next: string }>>>
> = { kk: kk.failure, ru: ru.failure, en: en.failure };
