import { z } from 'zod';
import { LOCALES } from '../domain/wording.ts';
import { KatoCode } from './form.ts';

/**
 * `kezek.config.json`, each field also as an environment variable, which wins (design.md "Configuration"; every field is
 * documented in docs/operations.md). Relative paths count from the folder of the file, or from where npm was called.
 */
const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });
const PORT = 'a port from 0 to 65535';
const port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65535, PORT);

/** `none`, or host names, each with a port or without. */
const HOSTS = /^(?:none|[\w.-]+(?::\d{1,5})?(?:\s*,\s*[\w.-]+(?::\d{1,5})?)*)$/;

export const ConfigSchema = z.strictObject({
  mode: z.enum(['desk', 'kiosk']).default('desk'),
  dataDir: z.string().min(1).optional(),
  serverUrl: url('http:', 'https:').optional(),
  district: KatoCode.optional(),
  ncalayerUrl: url('wss:', 'ws:').default('wss://127.0.0.1:13579/'),
  ncalayerCa: z.string().min(1).optional(),
  trustDir: z.string().min(1).optional(),
  crlDir: z.string().min(1).optional(),
  /** Who may be asked for revocation: absent = the hosts that trusted certificates name. */
  revocationHosts: z
    .string()
    .refine((text) => HOSTS.test(text), { error: 'none, or host names with commas between them' })
    .optional(),
  printer: z.string().min(1).optional(),
  locale: z.enum(LOCALES).default('kk'),
  /** Whom the provisional slip says to call, as it is to be printed. */
  officePhone: z.string().min(1).max(40).optional(),
  databaseUrl: url('postgres:', 'postgresql:').optional(),
  port: port.optional(),
  policy: z.enum(['classic', 'voucher2025']).default('classic'),
  /** Whether a parent who signed in by a one-time code may file with it, without an EDS (domain.md §1.11 "Signing"). */
  codeSigns: z.enum(['on', 'off']).default('off'),
  smtpUrl: url('smtp:', 'smtps:').optional(),
  smsUrl: url('http:', 'https:').optional(),
  gbdflUrl: url('http:', 'https:').optional(),
  /** PEM file with the organisation's RSA key and its certificate; signs the questions to ГБД ФЛ. */
  gbdflKey: z.string().min(1).optional(),
  bmgUrl: url('http:', 'https:').optional(),
  ledgerKey: z.string().min(1).optional(),
  edsLegacy: z.enum(['on', 'off']).default('off'),
});
export type Config = z.infer<typeof ConfigSchema>;

/** Field of the file → environment variable. */
export const CONFIG_VARIABLES = {
  mode: 'KEZEK_MODE',
  dataDir: 'KEZEK_DATA_DIR',
  serverUrl: 'KEZEK_SERVER_URL',
  district: 'KEZEK_DISTRICT',
  ncalayerUrl: 'KEZEK_NCALAYER_URL',
  ncalayerCa: 'KEZEK_NCALAYER_CA',
  trustDir: 'KEZEK_TRUST_DIR',
  crlDir: 'KEZEK_CRL_DIR',
  revocationHosts: 'KEZEK_REVOCATION_HOSTS',
  printer: 'KEZEK_PRINTER',
  locale: 'KEZEK_LOCALE',
  officePhone: 'KEZEK_OFFICE_PHONE',
  databaseUrl: 'KEZEK_DATABASE_URL',
  port: 'KEZEK_PORT',
  policy: 'KEZEK_POLICY',
  codeSigns: 'KEZEK_CODE_SIGNS',
  smtpUrl: 'KEZEK_SMTP_URL',
  smsUrl: 'KEZEK_SMS_URL',
  gbdflUrl: 'KEZEK_GBDFL_URL',
  gbdflKey: 'KEZEK_GBDFL_KEY',
  bmgUrl: 'KEZEK_BMG_URL',
  ledgerKey: 'KEZEK_LEDGER_KEY',
  edsLegacy: 'KEZEK_EDS_LEGACY',
} as const satisfies Record<keyof Config, string>;

/** A wrong value: the field by the name the person used, what it got and what it takes. */
export type ConfigFault = { readonly field: string; readonly got: string; readonly takes: string };

/**
 * Merges file and environment and checks them.
 * @param file parsed JSON of `kezek.config.json`, or undefined
 * @param environment usually `process.env`; an empty value counts as absent
 */
export function readConfig(
  file: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; config: Config } | { ok: false; fault: ConfigFault } {
  if (file !== undefined && (typeof file !== 'object' || file === null || Array.isArray(file)))
    return {
      ok: false,
      fault: { field: 'kezek.config.json', got: JSON.stringify(file), takes: 'an object in JSON' },
    };
  const merged: Record<string, unknown> = { ...file };
  for (const [field, variable] of Object.entries(CONFIG_VARIABLES)) {
    const value = environment[variable];
    if (value !== undefined && value !== '') merged[field] = value;
  }
  const parsed = ConfigSchema.safeParse(merged);
  if (parsed.success) return { ok: true, config: parsed.data };
  const issue = parsed.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0] ?? '');
  const variable = Object.entries(CONFIG_VARIABLES).find(([field]) => field === key)?.[1];
  const fromEnvironment = variable !== undefined && (environment[variable] ?? '') !== '';
  return {
    ok: false,
    fault: {
      field: fromEnvironment ? variable : key,
      got: JSON.stringify(merged[key]),
      takes: takes(issue),
    },
  };
}

function takes(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'another value';
  if (issue.code === 'invalid_value') return issue.values.join(' or ');
  if (issue.code === 'unrecognized_keys') return `one of ${Object.keys(CONFIG_VARIABLES).join(', ')}`;
  if (issue.code === 'invalid_format') return 'a KATO code of nine digits';
  return issue.message;
}
