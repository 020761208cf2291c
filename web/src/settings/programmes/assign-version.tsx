import { assignVersion } from '@kshem/contract/programmes.ts';
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useTell } from '../../ui/use-tell.ts';
import type { Programme } from './programmes-page.tsx';

/** On which version new episodes start from now on; what is under way keeps its own. Can be taken back. */
export function AssignVersion({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const { t, say } = useWords();
  const tell = useTell();
  const { programmeId, title, version, versions } = programme;
  const [chosen, setChosen] = useState(versions.find((one) => one.version !== version)?.version ?? version);
  const assign = useSend(assignVersion);
  const params = { programmeId };
  const send = () =>
    assign.mutate(
      { params, body: { version: chosen } },
      {
        onSuccess: () => {
          tell.done(t('protocol.assigned', { version: chosen }), () => assign.mutate({ params, body: { version } }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t('protocol.assignTitle', { title: say(title) })} onClose={onClose}>
      <Stack>
        <NativeSelect
          label={t('protocol.version')}
          value={chosen}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={versions.map((one) => one.version)}
        />
        <Text size="sm">{t('protocol.assignMeans', { before: version, after: chosen })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button disabled={chosen === version} loading={assign.isPending} onClick={send}>
            {t('protocol.assign')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
