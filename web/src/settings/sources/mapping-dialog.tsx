import { readMapping, saveMapping } from '@kshem/contract/intake.ts';
import { isListField, type ListField, listFields } from '@kshem/domain/intake/list-field.ts';
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../api/use-ask.ts';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Shown } from '../../ui/states.tsx';
import { useTell } from '../../ui/use-tell.ts';

type Meanings = Readonly<Record<string, ListField | null>>;

/** What was decided about a source's columns, to be corrected for its next lists. New columns are decided while a list is taken. */
export function MappingDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useWords();
  const mapping = useAsk(readMapping, { params: { code } });
  return (
    <Dialog title={t('sources.columnsOf', { code })} onClose={onClose}>
      <Shown asked={mapping}>
        {({ corrections }) => <MappingForm code={code} known={corrections as Meanings} onClose={onClose} />}
      </Shown>
    </Dialog>
  );
}

function MappingForm({ code, known, onClose }: { code: string; known: Meanings; onClose: () => void }) {
  const { t } = useWords();
  const tell = useTell();
  const [changed, setChanged] = useState<Meanings>({});
  const save = useSend(saveMapping);
  const params = { code };
  const before = Object.fromEntries(Object.keys(changed).map((heading) => [heading, known[heading] ?? null]));
  const send = () =>
    save.mutate(
      { params, body: { corrections: changed } },
      {
        onSuccess: () => {
          tell.done(t('sources.saved'), () => save.mutate({ params, body: { corrections: before } }));
          onClose();
        },
      },
    );
  return (
    <Stack>
      <Text size="sm">{t('sources.columnsHint')}</Text>
      {Object.entries(known).map(([heading, field]) => (
        <NativeSelect
          key={heading}
          label={heading}
          value={(heading in changed ? changed[heading] : field) ?? ''}
          data={[
            { value: '', label: t('lists.leaveAlone') },
            ...listFields.map((value) => ({ value, label: t(`lists.field.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => setChanged({ ...changed, [heading]: isListField(value) ? value : null })}
        />
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button disabled={Object.keys(changed).length === 0} loading={save.isPending} onClick={send}>
          {t('ui.save')}
        </Button>
      </Group>
    </Stack>
  );
}
