import { Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../core/domain/application-form.ts';
import type { SignedDocument } from '../../../core/protocol/card.ts';
import { Answered } from '../../components/answered.tsx';
import { Facts } from '../../components/facts.tsx';
import { Remark } from '../../components/note.tsx';
import { useCore } from '../../link/use-core.ts';
import { momentText } from '../journal/journal-format.ts';
import { ApplicantPart, ChildrenPart, QueuePart } from './form-facts.tsx';
import classes from './signature.module.css';
import { SignedXml } from './signed-xml.tsx';
import { Digest, VerificationFacts } from './verification-facts.tsx';

/** What was signed, in plain words; who signed it and what was found when that was verified; the XML itself (issue 3.2). */
export function SignedTab(props: { readonly uuid: string; readonly fileName: string }) {
  const signed = useCore('application.signed', { uuid: props.uuid });
  return (
    <Answered query={signed}>
      {(data) => (
        <Stack gap="xl">
          <Verdict signed={data} />
          <SignedText signed={data} />
          <VerificationFacts signed={data} />
          <SignedXml xml={data.xml} fileName={props.fileName} />
        </Stack>
      )}
    </Answered>
  );
}

/** The finding in one sentence: who signed, and that it was verified. */
function Verdict({ signed }: { readonly signed: SignedDocument }) {
  const { t } = useTranslation('signature');
  const { report } = signed;
  if (report === null) return <Remark title={t('none.title')}>{t('none.text')}</Remark>;
  const [signer] = report.signers;
  return (
    <div className={classes.verdict}>
      <IconShieldCheck size={40} stroke={1.5} aria-hidden />
      <div>
        <Title order={3}>{t('verdict.title')}</Title>
        <Text>
          {signer === undefined ? t('byCode') : t(`statement.${signed.signer}`, { name: signer.owner.name })}
        </Text>
        <Text c="var(--kezek-ink-soft)">
          {t(`verdict.${report.verifiedBy}`, { at: momentText(report.verifiedAt) })}
        </Text>
      </div>
    </div>
  );
}

function SignedText({ signed }: { readonly signed: SignedDocument }) {
  const { t } = useTranslation('signature');
  const { t: application } = useTranslation('application');
  const { form } = signed;
  return (
    <section>
      <Title order={3}>{t('text')}</Title>
      <Text c="var(--kezek-ink-soft)" mb="md">
        {t('textHint')}
      </Text>
      <div className={classes.parts}>
        <Part title={application('review.applicant')}>
          <ApplicantPart form={form} />
        </Part>
        <div>
          <Part title={application(form.children.length > 1 ? 'review.children' : 'review.child')}>
            <ChildrenPart form={form} />
          </Part>
          <Part title={application('review.queue')}>
            <QueuePart form={form} />
          </Part>
          {form.attachments.length === 0 ? null : (
            <Part title={application('review.files')}>
              <ul className={classes.files}>
                {form.attachments.map((file) => (
                  <SignedFile key={`${file.purpose}-${file.sha256}`} file={file} />
                ))}
              </ul>
            </Part>
          )}
        </div>
      </div>
    </section>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={4} mb={4}>
        {props.title}
      </Title>
      {props.children}
    </section>
  );
}

/** A scan as it was signed: by its name, and by the digest that stands for its content. */
function SignedFile({ file }: { readonly file: Attachment }) {
  const { t } = useTranslation('signature');
  const { t: application } = useTranslation('application');
  return (
    <li>
      <Text fw={600}>{file.name}</Text>
      <Facts
        facts={[
          [application('review.purpose'), application(`upload.purpose.${file.purpose}`)],
          [t('fact.file'), <Digest key="file" of={file.sha256} />],
        ]}
      />
    </li>
  );
}
