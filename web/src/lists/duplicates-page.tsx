import { keepApart, listMergeProposals, mergePeople } from '@kshem/contract/merges.ts';
import { Button, Group, Kbd, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '../api/client.ts';
import { type ItemOf, usePages } from '../api/use-pages.ts';
import { useSend } from '../api/use-send.ts';
import { useWords } from '../i18n/use-words.ts';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { useTell } from '../ui/use-tell.ts';
import { deedOfKey } from './deed-of-key.ts';
import { ListsTabs } from './lists-tabs.tsx';
import { SideBySide } from './side-by-side.tsx';

export type Proposal = ItemOf<typeof listMergeProposals>;

/** Pairs that may be one person, one after another: joined, or kept apart. By keyboard alone. */
export function DuplicatesPage() {
  const { t } = useWords();
  const list = usePages(listMergeProposals, { query: { limit: 50 } });
  const [index, setIndex] = useState(0);
  const { items, hasMore, more } = list;
  const at = Math.min(index, Math.max(0, items.length - 1));
  useEffect(() => {
    if (hasMore && at >= items.length - 5) more();
  }, [hasMore, at, items.length, more]);
  const proposal = items[at];
  return (
    <Page title={t('lists.tabs.duplicates')}>
      <ListsTabs />
      {list.isPending && <Loading />}
      {list.error && <Failed error={list.error} again={list.refetch} />}
      {!list.isPending && !list.error && !proposal && (
        <Empty title={t('lists.noDuplicates')}>
          <Text size="sm" ta="center">
            {t('lists.noDuplicatesHint')}
          </Text>
        </Empty>
      )}
      {proposal && (
        <OnePair
          key={proposal.proposalId}
          proposal={proposal}
          place={{ at: at + 1, of: items.length, more: hasMore }}
          onNext={() => setIndex((at + 1) % items.length)}
          onBefore={() => setIndex((at - 1 + items.length) % items.length)}
        />
      )}
    </Page>
  );
}

function OnePair({
  proposal,
  place,
  onNext,
  onBefore,
}: {
  proposal: Proposal;
  place: { at: number; of: number; more: boolean };
  onNext: () => void;
  onBefore: () => void;
}) {
  const { t, number } = useWords();
  const tell = useTell();
  const apart = useSend(keepApart);
  const [keep, setKeep] = useState<0 | 1 | null>(null);
  const { proposalId } = proposal;
  const keepBoth = () =>
    apart.mutate({ params: { proposalId } }, { onSuccess: () => tell.done(t('lists.keptApart')), onError: decidedAlready });
  const decidedAlready = (error: Error) => {
    // Somebody else decided meanwhile: it leaves the list with the next look.
    if (error instanceof Refused && error.code === 'already-decided') onNext();
  };
  useKeys((key) => {
    if (keep !== null) return;
    const deed = deedOfKey(key);
    if (deed === 'first') setKeep(0);
    if (deed === 'second') setKeep(1);
    if (deed === 'apart') keepBoth();
    if (deed === 'next') onNext();
    if (deed === 'before') onBefore();
  });
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text size="sm" role="status">
          {t('lists.pair', { at: number(place.at), of: `${number(place.of)}${place.more ? '+' : ''}` })}
        </Text>
        <Group gap="xs">
          <Button size="compact-md" variant="default" onClick={onBefore} rightSection={<Kbd>←</Kbd>}>
            {t('lists.previous')}
          </Button>
          <Button size="compact-md" variant="default" onClick={onNext} rightSection={<Kbd>→</Kbd>}>
            {t('lists.next')}
          </Button>
        </Group>
      </Group>
      <SideBySide proposal={proposal} />
      <Group mt="sm" gap="xs">
        <Button variant="default" onClick={() => setKeep(0)} rightSection={<Kbd>1</Kbd>}>
          {t('lists.oneFirst')}
        </Button>
        <Button variant="default" onClick={() => setKeep(1)} rightSection={<Kbd>2</Kbd>}>
          {t('lists.oneSecond')}
        </Button>
        <Button onClick={keepBoth} loading={apart.isPending} rightSection={<Kbd>A</Kbd>}>
          {t('lists.twoPeople')}
        </Button>
      </Group>
      {keep !== null && <MergeDialog proposal={proposal} keep={keep} onClose={() => setKeep(null)} onDecided={decidedAlready} />}
    </>
  );
}

/** A merge cannot be undone: it names who goes into whom. */
function MergeDialog({
  proposal,
  keep,
  onClose,
  onDecided,
}: {
  proposal: Proposal;
  keep: 0 | 1;
  onClose: () => void;
  onDecided: (error: Error) => void;
}) {
  const { t } = useWords();
  const tell = useTell();
  const merge = useSend(mergePeople, { quiet: true });
  const stays = proposal.people[keep];
  const goes = proposal.people[1 - keep];
  if (!stays || !goes) return null;
  return (
    <DialogForm
      title={t('lists.mergeTitle')}
      does={t('lists.mergeDo')}
      onClose={onClose}
      onSend={() =>
        merge.mutate(
          { params: { proposalId: proposal.proposalId }, body: { keepPersonId: stays.personId } },
          {
            onSuccess: () => {
              tell.done(t('lists.merged', { name: stays.name }));
              onClose();
            },
            onError: onDecided,
          },
        )
      }
      sending={merge.isPending}
      error={merge.error}
    >
      <Text size="sm">{t('lists.mergeHint', { stays: stays.name, goes: goes.name })}</Text>
      <Text size="sm" fw={600}>
        {t('lists.mergeNoUndo')}
      </Text>
    </DialogForm>
  );
}

/** Keys of the page, where nobody is typing or in a dialog. */
function useKeys(onKey: (key: string) => void): void {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const on = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.altKey || event.metaKey || on?.closest('input, select, textarea, dialog')) return;
      latest.current(event.key);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
