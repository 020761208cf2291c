import { addArea, renameArea } from '@kshem/contract/settings.ts';
import { Box, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Area } from '../../api/use-areas.ts';
import { useSend } from '../../api/use-send.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failed } from '../../ui/states.tsx';
import { useTell } from '../../ui/use-tell.ts';

export type AreaTask = { readonly kind: 'rename'; readonly area: Area } | { readonly kind: 'add'; readonly parent: Area };

const levels = ['ward', 'village', 'block'] as const;

/** A new place under a block or the district, or other names for one. */
export function AreaDialog({ task, onClose }: { task: AreaTask; onClose: () => void }) {
  const { t, language } = useWords();
  const tell = useTell();
  const known = task.kind === 'rename' ? task.area : null;
  const [nameHi, setNameHi] = useState(known?.nameHi ?? '');
  const [nameEn, setNameEn] = useState(known?.nameEn ?? '');
  const [lgdCode, setLgdCode] = useState(known?.lgdCode ?? '');
  const [level, setLevel] = useState<(typeof levels)[number]>('ward');
  const add = useSend(addArea, { quiet: true });
  const rename = useSend(renameArea, { quiet: true });
  const error = add.error ?? rename.error;
  const done = () => {
    tell.done(t('areas.saved'));
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = { nameHi, nameEn, lgdCode: lgdCode.trim() === '' ? null : lgdCode };
    if (task.kind === 'rename') rename.mutate({ params: { areaId: task.area.areaId }, body: names }, { onSuccess: done });
    else add.mutate({ body: { parentId: task.parent.areaId, level, ...names } }, { onSuccess: done });
  };
  const about = task.kind === 'rename' ? task.area : task.parent;
  const name = language === 'hi' ? about.nameHi : about.nameEn;
  return (
    <Dialog title={task.kind === 'rename' ? t('areas.renameOf', { name }) : t('areas.addUnder', { name })} onClose={onClose}>
      <Box component="form" onSubmit={submit}>
        <Stack>
          {task.kind === 'add' && (
            <NativeSelect
              label={t('areas.level')}
              value={level}
              data={levels
                .filter((one) => one !== 'block' || task.parent.level === 'district')
                .map((value) => ({ value, label: t(`area.level.${value}`) }))}
              onChange={({ currentTarget }) => setLevel(currentTarget.value as typeof level)}
            />
          )}
          <TextInput
            label={t('areas.nameHi')}
            value={nameHi}
            onChange={({ currentTarget }) => setNameHi(currentTarget.value)}
            maxLength={120}
            autoFocus
            required
          />
          <TextInput
            label={t('areas.nameEn')}
            value={nameEn}
            onChange={({ currentTarget }) => setNameEn(currentTarget.value)}
            maxLength={120}
            required
          />
          <TextInput
            label={t('areas.lgd')}
            description={t('areas.lgdHint')}
            value={lgdCode}
            onChange={({ currentTarget }) => setLgdCode(currentTarget.value)}
            inputMode="numeric"
            pattern="\d{1,10}"
          />
          {error && <Failed error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending || rename.isPending}>
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </Box>
    </Dialog>
  );
}
