import { useTranslation } from 'react-i18next';
import { type ApplicationForm, fullName } from '../../../core/domain/application-form.ts';
import { core } from '../../link/core.ts';
import { useSession } from '../../session.ts';
import { useForm } from '../application/form-context.tsx';
import { Uploads } from '../application/uploads.tsx';
import { consentedText, scanOf } from './consent-state.ts';
import type { ConsentSubject } from './consent-subject.ts';
import { useSigning } from './use-signing.ts';

/** The filing of the form as what the applicant consents to. */
export function useFormSubject(form: ApplicationForm): ConsentSubject {
  const { t } = useTranslation('consent');
  const session = useSession();
  const { uuid } = useForm();
  const [signing, setSigning] = useSigning();
  const name = fullName(form.applicant.name);
  return {
    applicant: { iin: form.applicant.iin, name, phone: form.applicant.phone },
    text: consentedText(form),
    scan: scanOf(form.attachments),
    statement: t('statement', { applicant: name, operator: session?.name ?? '' }),
    question: t('who'),
    signing,
    setSigning,
    prepare: () => core.call('consent.prepare', { uuid, form }),
    uploads: <Uploads purpose="consent" />,
  };
}
