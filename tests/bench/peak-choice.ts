/** The choices of `kezek bench peak`, as a desk sends them and as the server has them once their signature is verified. */
import { createHash } from 'node:crypto';
import { toIso } from '../../core/domain/instant.ts';
import { buildCommandXml, signedFields } from '../../core/eds/command-xml.ts';
import type { GivenCommand } from '../../core/protocol/command.ts';
import { commandText } from '../../core/protocol/command-wording.ts';
import type { PreparedChoice } from '../../server/command/choices.ts';
import { argumentsHash } from '../../server/replication/canonical-json.ts';
import type { OutgoingEnvelope } from '../../server/replication/envelope.ts';
import type { Identity } from '../../server/replication/processed.ts';
import type { VerifiedSignature } from '../../server/signature/verifier.ts';
import { type Chooser, MOMENT, placeOf, uuidOf } from './peak-ground.ts';

const TIME = toIso(MOMENT);

/** What the n-th parent signs. */
export function choiceXml({ application, challenge, desk, group }: Chooser, n: number): string {
  const command = { do: 'choosePlace', application: application.uuid, group, place: placeOf(group) } as const;
  return buildCommandXml({
    ...{ version: 1, uuid: uuidOf('d', n), challenge, district: desk.district, desk: desk.code },
    ...{ operator: null, signer: 'applicant', consent: null, time: TIME, application },
    ...{ command: command.do, fields: signedFields(command), attachments: [], locale: 'kk' },
    text: commandText(command, application.number, 'kk'),
  });
}

/** The n-th parent's mutation, the first one of its client. */
export function outgoingChoice({ application, group, session }: Chooser, n: number, signedXml: string) {
  const args = {
    ...{ uuid: uuidOf('d', n), attachments: [], signedXml, signer: 'applicant', consent: null },
    command: { do: 'choosePlace', application: application.uuid, group, place: placeOf(group) },
    ...{ deskTime: TIME, clockOffsetMs: 0 },
  } as const satisfies GivenCommand;
  const mutation = { name: 'command' as const, args };
  return { id: 1, uuid: uuidOf('e', n), session, at: TIME, mutation } satisfies OutgoingEnvelope;
}

/** The same as the crowd takes it: whose mutation it is, and the command with everything found out before. */
export function verifiedChoice(
  chooser: Chooser,
  n: number,
  signedXml: string,
): { readonly identity: Identity; readonly choice: PreparedChoice } {
  const { application, challenge, client, desk, iin, session } = chooser;
  const outgoing = outgoingChoice(chooser, n, signedXml);
  const { args } = outgoing.mutation;
  const signature = signatureOf(iin, signedXml);
  return {
    identity: { client, outgoing, hash: argumentsHash(outgoing.mutation) },
    choice: {
      ...{ desk, args, relation: null, savedAt: MOMENT },
      actor: { session, iin, name: 'Ата-ана', means: 'eds', grants: [] },
      concern: { district: desk.district, kindergarten: null, parents: [iin], application },
      signed: { challenge, at: TIME, signer: 'applicant', signature },
    },
  };
}

/** A verdict of the size that the verifier gives. */
function signatureOf(iin: string, signedXml: string): VerifiedSignature {
  const fingerprint = createHash('sha256').update(iin).digest('hex');
  const validity = { validFrom: TIME, validTo: TIME };
  const owner = {
    ...{ iin, name: 'АТА-АНА СЫНАҚ', bin: null, organisation: null, algorithm: 'GOST 34.10-2015-512' },
    ...{
      serialNumber: fingerprint.slice(0, 40),
      issuer: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022',
      ...validity,
    },
  };
  const chain = Array.from({ length: 3 }, () => ({
    ...{
      subject: owner.name,
      issuer: owner.issuer,
      serialNumber: owner.serialNumber,
      ...validity,
      fingerprint,
    },
  }));
  return {
    ...{ content: '', owner, certificate: new Uint8Array() },
    report: {
      ...{ verifiedBy: 'server', verifiedAt: TIME },
      document: createHash('sha256').update(signedXml).digest('hex'),
      signers: [
        {
          ...{ owner, fingerprint, judgedAt: TIME, provenBy: 'receipt', chain },
          revocation: { state: 'good', source: 'crl', asOf: TIME },
        },
      ],
    },
  };
}
