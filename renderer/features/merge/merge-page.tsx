import { Group, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundApplication } from '../../../core/protocol/merge.ts';
import { Card } from '../../components/card.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Remark } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../locale/i18n.ts';
import { useNeedsEds, useSession } from '../../session.ts';
import classes from '../sign-in/needs-eds.module.css';
import { EdsButton } from '../sign-in/needs-eds-page.tsx';
import type { Confirmation } from './confirmation.ts';
import { FirstParent } from './first-parent.tsx';
import { FoundFacts, SearchApplication } from './search-application.tsx';
import { SignMerge } from './sign-merge.tsx';

/**
 * «Өтінішті ата-ананың ЖСН-ға біріктіру» by the second parent alone (R10): the application is named, the first parent confirms by
 * a code, and the second one signs with the own EDS.
 */
export function MergePage() {
  const { t } = useTranslation('merge');
  const { t: command } = useTranslation('command');
  const session = useSession();
  const needsEds = useNeedsEds();
  const staff = (session?.grants.length ?? 0) > 0;
  return (
    <Page title={command('mergeApplication.title')} lead={t('lead')} back="cabinet" width={60}>
      {staff ? (
        <Remark>{t('staff')}</Remark>
      ) : needsEds ? (
        <FailureNotice failure={{ code: 'code-not-enough' }} mild>
          <Group>
            <EdsButton goal="merge" />
          </Group>
        </FailureNotice>
      ) : (
        <Steps />
      )}
    </Page>
  );
}

function Steps() {
  const { t } = useTranslation('merge');
  const { needs } = useWords('merge');
  const [found, setFound] = useState<FoundApplication | null>(null);
  const [confirmed, setConfirmed] = useState<Confirmation | null>(null);
  const startAnew = () => {
    setFound(null);
    setConfirmed(null);
  };
  if (found === null)
    return (
      <Stack gap="lg">
        <Card title={t('needs.title')}>
          <ul className={classes.list}>
            {needs.list.map((need) => (
              <li key={need}>
                <IconCheck size={20} aria-hidden />
                <span>{need}</span>
              </li>
            ))}
          </ul>
        </Card>
        <SearchApplication onFound={setFound} />
      </Stack>
    );
  return (
    <Stack gap="lg">
      <FoundFacts found={found} onOther={startAnew} />
      <FirstParent found={found} confirmed={confirmed} onConfirmed={setConfirmed} />
      {confirmed === null ? null : (
        <SignMerge found={found} confirmed={confirmed} onAgain={() => setConfirmed(null)} />
      )}
    </Stack>
  );
}
