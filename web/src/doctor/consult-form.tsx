import { decisions, decisionText } from '@kshem/domain/consultation/decision.ts';
import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { refresh } from '../api/refresh.ts';
import { useZone } from '../api/use-zone.ts';
import { useWords } from '../i18n/use-words.ts';
import { sendSurely } from '../offline/outbox.ts';
import cards from '../people/people.module.css';
import type { Card } from '../people/person-page.tsx';
import { useNow } from '../ui/use-now.ts';
import { useTell } from '../ui/use-tell.ts';
import { AdviceCards } from './advice-cards.tsx';
import { type ConsultDraft, consultationOf, isReady } from './consult-draft.ts';
import { DecisionParts } from './decision-parts.tsx';
import classes from './doctor.module.css';
import type { Sheet } from './sheet-page.tsx';
import { useConsultDraft } from './use-consult-draft.ts';

type Episode = Card['episodes'][number];

/** The consultation on the newest follow-up that is not over, or on the newest of all. */
export function ConsultForm({ card, sheet }: { card: Card; sheet: Sheet }) {
  const { t } = useWords();
  const episode = card.episodes.find(({ status }) => status !== 'ended') ?? card.episodes[0];
  if (!episode) {
    return (
      <section className={cards.card}>
        <Text size="sm">{t('doctor.noEpisode')}</Text>
      </section>
    );
  }
  return <Form key={episode.episodeId} episode={episode} sheet={sheet} />;
}

function Form({ episode, sheet }: { episode: Episode; sheet: Sheet }) {
  const { t, say } = useWords();
  const { draft, change, clear } = useConsultDraft(episode.episodeId);
  const escalation = sheet.escalations.find(({ episodeId }) => episodeId === episode.episodeId) ?? null;
  const { sending, send } = useSending(clear);
  return (
    <section className={cards.card} aria-labelledby="doctor-form">
      <h2 id="doctor-form" className={classes.heading}>
        {t('doctor.form')}
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send(draft, episode.episodeId, escalation?.escalationId ?? null);
        }}
      >
        <Stack gap="sm">
          <NativeSelect
            label={t('doctor.spokeWith')}
            value={draft.spokeWith}
            onChange={({ currentTarget }) => change({ spokeWith: currentTarget.value as ConsultDraft['spokeWith'] })}
            data={(['person', 'family', 'nobody'] as const).map((value) => ({ value, label: t(`doctor.spoke.${value}`) }))}
          />
          <Textarea
            label={t('doctor.note')}
            required
            rows={4}
            maxLength={4000}
            value={draft.note}
            onChange={({ currentTarget }) => change({ note: currentTarget.value })}
          />
          <AdviceCards draft={draft} change={change} cards={sheet.advice} />
          <Textarea
            label={t('doctor.drugAdvice')}
            rows={2}
            maxLength={2000}
            value={draft.drugAdvice}
            onChange={({ currentTarget }) => change({ drugAdvice: currentTarget.value })}
          />
          <fieldset className={classes.decision}>
            <legend>{t('doctor.decision')}</legend>
            {decisions.map((decision) => (
              <Button
                key={decision}
                size="compact-md"
                variant={draft.decision === decision ? 'filled' : 'default'}
                aria-pressed={draft.decision === decision}
                onClick={() => change({ decision })}
              >
                {say(decisionText[decision])}
              </Button>
            ))}
          </fieldset>
          <DecisionParts draft={draft} change={change} />
          <FollowUp draft={draft} change={change} />
          {escalation && (
            <Checkbox
              label={t('doctor.closes')}
              checked={draft.closes}
              onChange={({ currentTarget }) => change({ closes: currentTarget.checked })}
            />
          )}
          <Group justify="space-between">
            <Text size="xs" maw="20rem">
              {t('doctor.draftKept')}
            </Text>
            <Button type="submit" disabled={!isReady(draft)} loading={sending}>
              {t('doctor.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

function FollowUp({ draft, change }: { draft: ConsultDraft; change: (part: Partial<ConsultDraft>) => void }) {
  const { t } = useWords();
  const zone = useZone();
  const today = useNow().toLocaleDateString('en-CA', { timeZone: zone });
  return (
    <TextInput
      type="date"
      label={t('doctor.followUpOn')}
      min={today}
      value={draft.followUpOn}
      onChange={({ currentTarget }) => change({ followUpOn: currentTarget.value })}
      maw="14rem"
    />
  );
}

/** Kept on the device first: with no network it waits there and goes out by itself. A refusal leaves what was typed where it is. */
function useSending(onSent: () => void) {
  const { t } = useWords();
  const tell = useTell();
  const [sending, setSending] = useState(false);
  const send = async (draft: ConsultDraft, episodeId: string, escalationId: string | null) => {
    const request = consultationOf(draft, { episodeId, escalationId, now: new Date() });
    if (request === null) return;
    setSending(true);
    try {
      const delivery = await sendSurely('recordConsultation', request);
      onSent();
      if (delivery.kind === 'waits') return tell.warn(t('doctor.savedWaits'));
      tell.done(t(draft.decision === 'shift' ? 'doctor.savedAndShift' : 'doctor.saved'));
      refresh(['escalations', 'people', 'desk', 'needs', 'transfers']);
    } catch (error) {
      tell.refusal(error);
    } finally {
      setSending(false);
    }
  };
  return { sending, send };
}
