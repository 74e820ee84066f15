import { useState } from 'react';
import type { Failure } from '../../../core/domain/failure.ts';
import type { Consent } from '../../../core/protocol/consent.ts';
import type { Output } from '../../../core/protocol/desk.ts';
import type { Storage } from '../../../core/protocol/ncalayer.ts';
import { core } from '../../link/core.ts';
import { toFailure } from '../../link/failure.ts';
import { useCoreEvent } from '../../link/use-core.ts';
import { useLocale } from '../../locale/i18n.ts';
import { useForm } from './form-context.tsx';
import { toForm } from './to-form.ts';

const SUBMISSION_STEPS = ['preparing', 'signing', 'verifying', 'saved', 'sending'] as const;
export type SubmissionStep = (typeof SUBMISSION_STEPS)[number];

/** The steps that a submission takes; with a one-time code in place of the signature nobody is at NCALayer. */
export function stepsOf(byCode: boolean): readonly SubmissionStep[] {
  return SUBMISSION_STEPS.filter((step) => !byCode || (step !== 'signing' && step !== 'verifying'));
}

type Received = Extract<Output<'application.outcome'>, { state: 'received' }>['applications'];

/** How far the submission is. */
export type Submission =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly step: SubmissionStep; readonly atNcaLayer: boolean }
  | { readonly state: 'failed'; readonly failure: Failure }
  /** Saved on this computer; the server has not answered yet. */
  | { readonly state: 'saved'; readonly uuid: string; readonly label: string }
  | { readonly state: 'received'; readonly applications: Received }
  | { readonly state: 'refused'; readonly failure: Failure };

/** Signs, saves and sends the form, and follows it until the server answered or cannot be reached. */
export function useSubmission(): {
  readonly submission: Submission;
  /** @param consent under which an operator signs; null where the applicant does */
  readonly submit: (storage: Storage, consent: Consent | null) => void;
  readonly abandon: () => void;
  /** Back to the form, e.g. after a refusal. */
  readonly reset: () => void;
} {
  const form = useForm();
  const locale = useLocale();
  const [submission, setSubmission] = useState<Submission>({ state: 'idle' });
  const running = (step: SubmissionStep) =>
    setSubmission((now) => (now.state === 'running' ? { ...now, step } : now));

  useCoreEvent((event) => {
    if (event.topic === 'ncalayer')
      setSubmission((now) => (now.state === 'running' ? { ...now, atNcaLayer: event.open } : now));
    if (event.topic !== 'submission' || event.uuid !== form.uuid) return;
    const step = SUBMISSION_STEPS.find((each) => each === event.step);
    if (step !== undefined) running(step);
    // The line came back while «saved» is on the screen.
    const ended = event.step === 'received' || event.step === 'refused';
    if (ended && submission.state === 'saved') void settle(submission.uuid, submission.label);
  });

  const settle = async (uuid: string, label: string) => {
    const outcome = await core.call('application.outcome', { uuid });
    if (!outcome.ok || outcome.value.state === 'saved') return setSubmission({ state: 'saved', uuid, label });
    if (outcome.value.state === 'received')
      return setSubmission({ state: 'received', applications: outcome.value.applications });
    return setSubmission({ state: 'refused', failure: toFailure(outcome.value) });
  };

  const submit = async (storage: Storage, consent: Consent | null) => {
    setSubmission({ state: 'running', step: 'preparing', atNcaLayer: false });
    form.flush();
    const signed = toForm(form.values);
    const saved = await core.call('application.submit', {
      uuid: form.uuid,
      form: signed,
      storage,
      locale,
      signer: consent === null ? 'applicant' : 'operator',
      consent,
    });
    if (!saved.ok) return setSubmission({ state: 'failed', failure: saved.error });
    setSubmission({ state: 'running', step: 'sending', atNcaLayer: false });
    await settle(saved.value.uuid, saved.value.label);
  };

  return {
    submission,
    submit: (storage, consent) => void submit(storage, consent),
    abandon: () => void core.call('ncalayer.abandon', {}),
    reset: () => setSubmission({ state: 'idle' }),
  };
}
