import { Accordion, Button, Modal, Stack, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../locale/i18n.ts';
import type { Words } from '../locale/words.ts';
import { Remark } from './note.tsx';
import { StepsList } from './steps-list.tsx';

export type NcaLayerTopic = keyof Words['ncalayer']['topics'];

/** In the order in which somebody who has never seen NCALayer meets them. */
const ALL: readonly NcaLayerTopic[] = [
  'install',
  'start',
  'storages',
  'keys',
  'password',
  'window',
  'antivirus',
  'trust',
  'update',
];

/** Help on NCALayer by topic, each folded until it is asked for. */
export function NcaLayerTopics({ topics }: { readonly topics: readonly NcaLayerTopic[] }) {
  const words = useWords('ncalayer').topics;
  return (
    <Accordion multiple variant="separated">
      {topics.map((topic) => (
        <Accordion.Item key={topic} value={topic}>
          <Accordion.Control>{words[topic].title}</Accordion.Control>
          <Accordion.Panel>
            <StepsList steps={words[topic].steps} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

/** A way to the whole help before anything went wrong, for somebody who has never heard of NCALayer. */
export function NcaLayerGuide() {
  const { t } = useTranslation('ncalayer');
  const { t: common } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconHelpCircle size={20} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('open')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={
          <Text span fw={700} fz="xl">
            {t('title')}
          </Text>
        }
        size="xl"
        closeButtonProps={{ 'aria-label': common('action.close') }}
      >
        <Stack gap="md">
          <Text>{t('what')}</Text>
          <Remark>{t('check')}</Remark>
          <NcaLayerTopics topics={ALL} />
        </Stack>
      </Modal>
    </>
  );
}
