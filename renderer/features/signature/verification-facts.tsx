import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SignedDocument } from '../../../core/protocol/card.ts';
import type { SignerReport, VerificationReport } from '../../../core/protocol/verification.ts';
import { Facts } from '../../components/facts.tsx';
import { momentText } from '../journal/journal-format.ts';
import { useConsentWords } from './consent-words.ts';
import classes from './signature.module.css';

/** The verification report as it was made: who signed, with what, when and proven how, the chain, revocation then. */
export function VerificationFacts({
  signed,
}: {
  readonly signed: Pick<SignedDocument, 'report' | 'operator' | 'consent' | 'signedAt'>;
}) {
  const { t } = useTranslation('signature');
  const consent = useConsentWords();
  const { report, operator } = signed;
  if (report === null) return null;
  return (
    <section>
      <Title order={3} mb="xs">
        {t('report')}
      </Title>
      <Stack gap="lg">
        {report.signers.map((signer) => (
          <SignerFacts key={signer.fingerprint} signer={signer} />
        ))}
        <Facts
          label={t('report')}
          facts={[
            [t('fact.statedAt'), momentText(signed.signedAt)],
            [t('fact.operator'), operator === null ? '' : `${operator.name}\n${operator.iin}`.trim()],
            [t('fact.consent'), consent(signed.consent)],
            [
              t('fact.verifiedBy'),
              t(`verifiedBy.${report.verifiedBy}`, { at: momentText(report.verifiedAt) }),
            ],
            [t('fact.document'), <Digest key="document" of={report.document} />],
          ]}
        />
        {report.signers.map((signer) => (
          <Chain key={signer.fingerprint} chain={signer.chain} />
        ))}
      </Stack>
    </section>
  );
}

function SignerFacts({ signer }: { readonly signer: SignerReport }) {
  const { t } = useTranslation('signature');
  const { owner } = signer;
  return (
    <Facts
      label={t('fact.signer')}
      facts={[
        [t('fact.signer'), `${owner.name}\n${t('fact.iin')} ${owner.iin}`],
        [t('fact.organisation'), owner.organisation],
        [t('fact.bin'), owner.bin],
        [t('fact.judgedAt'), momentText(signer.judgedAt)],
        [t('fact.provenBy'), t(`provenBy.${signer.provenBy}`)],
        [t('fact.algorithm'), owner.algorithm],
        [t('fact.issuer'), owner.issuer],
        [t('fact.serialNumber'), owner.serialNumber],
        [t('fact.validity'), `${momentText(owner.validFrom)} – ${momentText(owner.validTo)}`],
        [t('fact.revocation'), <Revocation key="revocation" revocation={signer.revocation} />],
        [t('fact.fingerprint'), <Digest key="fingerprint" of={signer.fingerprint} />],
      ]}
    />
  );
}

function Revocation({ revocation }: Pick<SignerReport, 'revocation'>) {
  const { t } = useTranslation('signature');
  const { state, source, asOf } = revocation;
  return (
    <>
      <span className={state === 'good' ? classes.good : classes.doubtful}>{t(`revocation.${state}`)}</span>
      {source === null || asOf === null ? null : (
        <span className={classes.source}>{t(`source.${source}`, { at: momentText(asOf) })}</span>
      )}
    </>
  );
}

function Chain({ chain }: Pick<VerificationReport['signers'][number], 'chain'>) {
  const { t } = useTranslation('signature');
  if (chain.length === 0) return null;
  return (
    <section>
      <Title order={4}>{t('chain')}</Title>
      <Text c="var(--kezek-ink-soft)" mb="sm">
        {t('chainHint')}
      </Text>
      <ol className={classes.chain}>
        {chain.map((certificate) => (
          <li key={certificate.fingerprint}>
            <Text fw={600}>{certificate.subject}</Text>
            <Text size="sm" c="var(--kezek-ink-soft)" className="numbers">
              {t('chainLine', {
                from: momentText(certificate.validFrom).slice(0, 10),
                to: momentText(certificate.validTo).slice(0, 10),
                serialNumber: certificate.serialNumber,
              })}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A digest in hex, as it is compared letter by letter. */
export function Digest(props: { readonly of: string }) {
  return <span className={classes.digest}>{props.of}</span>;
}
