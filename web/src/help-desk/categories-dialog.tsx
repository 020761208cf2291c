import { saveCategory } from '@kshem/contract/help-desk.ts';
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Shown } from '../ui/states.tsx';
import classes from './help-desk.module.css';
import { type Category, useCategories } from './use-categories.ts';

/** The district's categories: withdrawn ones stay on the people who have them. */
export function CategoriesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const { asked } = useCategories();
  return (
    <Dialog title={t('helpDesk.categories')} onClose={onClose} width={720}>
      <Shown asked={asked}>
        {({ items }) => (
          <Stack gap="sm">
            {items.map((category) => (
              <One key={category.code} category={category} />
            ))}
            <Add known={items} />
            <Text size="sm">{t('helpDesk.withdrawHint')}</Text>
          </Stack>
        )}
      </Shown>
    </Dialog>
  );
}

function One({ category }: { category: Category }) {
  const { t, say } = useWords();
  const save = useSend(saveCategory);
  const { code, title, ofOfficer, withdrawnAt } = category;
  return (
    <Group justify="space-between" className={classes.request}>
      <div>
        <b>{say(title)}</b>
        <Text size="sm">
          {[ofOfficer && t('helpDesk.ofOfficer'), withdrawnAt && t('helpDesk.withdrawn')].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Button
        variant="default"
        size="compact-md"
        loading={save.isPending}
        onClick={() => save.mutate({ params: { code }, body: { title, ofOfficer, withdrawn: withdrawnAt === null } })}
      >
        {t(withdrawnAt ? 'helpDesk.bringBack' : 'helpDesk.withdraw')}
      </Button>
    </Group>
  );
}

function Add({ known }: { known: readonly Category[] }) {
  const { t } = useWords();
  const [hi, setHi] = useState('');
  const [en, setEn] = useState('');
  const [ofOfficer, setOfOfficer] = useState(false);
  const save = useSend(saveCategory);
  const code = en
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const taken = known.some((one) => one.code === code);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { params: { code }, body: { title: { hi, en }, ofOfficer, withdrawn: false } },
          {
            onSuccess: () => {
              setHi('');
              setEn('');
            },
          },
        );
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('helpDesk.titleHindi')}
          maxLength={60}
          value={hi}
          onChange={({ currentTarget }) => setHi(currentTarget.value)}
        />
        <TextInput
          label={t('helpDesk.titleEnglish')}
          maxLength={60}
          error={taken ? t('helpDesk.titleTaken') : undefined}
          value={en}
          onChange={({ currentTarget }) => setEn(currentTarget.value)}
        />
        <Checkbox
          label={t('helpDesk.ofOfficer')}
          pb={8}
          checked={ofOfficer}
          onChange={({ currentTarget }) => setOfOfficer(currentTarget.checked)}
        />
        <Button type="submit" disabled={hi.trim() === '' || code === '' || taken} loading={save.isPending}>
          {t('helpDesk.add')}
        </Button>
      </Group>
    </form>
  );
}
