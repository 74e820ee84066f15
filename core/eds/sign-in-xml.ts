import { z } from 'zod';
import { ChallengeText, DeskText, documentXml } from './signed-document.ts';
import { type FieldsShape, fields, type Root, type ShapeOf, text } from './xml-shape.ts';

/** What a person signs to sign in: the server's one-time challenge, at which desk and when (desk's clock, UTC). */
export type SignInDocument = {
  readonly version: 1;
  readonly challenge: string;
  readonly desk: string;
  readonly time: string;
};

/**
 * The challenge of a sign-in made while the line is down: no server gave it, so it names the session that it opens, which can
 * be opened only once.
 */
export function offlineChallenge(session: string): string {
  return `offline.${session}`;
}

const SignInSchema = z.strictObject({
  version: z.literal(1),
  challenge: ChallengeText,
  desk: DeskText,
  time: z.iso.datetime(),
}) satisfies z.ZodType<SignInDocument>;

const ROOT: Root = { name: 'signIn', namespace: 'urn:kezek:sign-in:1', type: 'sign-in', version: '1' };

const SHAPE: FieldsShape = fields({ challenge: text, desk: text, time: text } satisfies ShapeOf<
  Omit<SignInDocument, 'version'>
>['fields']);

/** The XML to sign for signing in (`assets/schema/sign-in-1.xsd`); it can never be taken for an application. */
export const { build: buildSignInXml, read: readSignInXml } = documentXml(ROOT, SHAPE, SignInSchema);
