import type { Locale } from '../../domain/wording.ts';
import type { Storage } from '../../protocol/ncalayer.ts';

/** What one asks NCALayer for. */
export type SignRequest = {
  readonly xml: string;
  /** Where the key lies; NCALayer's own window asks for file, password or PIN. */
  readonly storage: Storage;
  readonly purpose: 'sign-in' | 'application';
  /** Only this person's keys can be chosen (module basics); null = anyone's. */
  readonly iin: string | null;
  /** Language of NCALayer's window. */
  readonly locale: Locale;
};

/**
 * `sign` of kz.gov.pki.knca.basics. The flags are booleans, never strings; every usage may be chosen from, because one GOST
 * key serves for signing in and for signing (eds/README.md §2.2): the purpose is judged by the verifier.
 * @param chain PEMs of the trusted CAs, or null for NCALayer's own
 */
export function basicsRequest(request: SignRequest, chain: readonly string[] | null): string {
  return JSON.stringify({
    module: 'kz.gov.pki.knca.basics',
    method: 'sign',
    args: {
      allowedStorages: [request.storage],
      format: 'xml',
      data: request.xml,
      signingParams: { decode: false, encapsulate: true, digested: false, tsaProfile: null },
      signerParams: {
        extKeyUsageOids: [],
        iin: request.iin ?? '',
        bin: '',
        serialNumber: '',
        chain,
      },
      locale: request.locale,
    },
  });
}

/**
 * `signXml` of kz.gov.pki.knca.commonUtils, for an NCALayer without basics: positional, five arguments. For signing in any
 * key is offered (a key type it does not know shows all), because `AUTHENTICATION` would hide a person's only GOST key.
 * @param uuid echoed in the answer
 */
export function commonUtilsRequest(request: SignRequest, uuid: string): string {
  const keyType = request.purpose === 'application' ? 'SIGNATURE' : 'ANY';
  return JSON.stringify({
    module: 'kz.gov.pki.knca.commonUtils',
    method: 'signXml',
    args: [request.storage, keyType, request.xml, '', ''],
    uuid,
  });
}

/** A question to a module for what no module has: its answer tells whether the module is there, and no window opens. */
export function probeRequest(module: 'basics' | 'commonUtils'): string {
  return JSON.stringify({
    module: `kz.gov.pki.knca.${module}`,
    method: 'kezekProbe',
    args: module === 'basics' ? {} : [],
  });
}
