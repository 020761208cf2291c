import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { LevelBadge } from '../ui/level-badge.tsx';
import { Line } from './entry-line.tsx';
import type { Entry } from './history.tsx';
import classes from './people.module.css';

type Answers = Extract<Entry, { kind: 'answers' }>;
const informants = ['self', 'caregiver', 'family', 'neighbour'] as const;

/** What was said on one call: the level and why at once, every answer when it is opened. */
export function AnswersEntry({ entry }: { entry: Answers }) {
  const { t, number } = useWords();
  const [open, setOpen] = useState(false);
  const informant = informants.find((one) => one === entry.informant);
  const facts = [
    entry.dayOfIllness !== null && t('people.dayOfIllness', { day: number(entry.dayOfIllness) }),
    informant && t(`people.informant.${informant}`),
    !entry.complete && t('people.incomplete'),
    entry.late && t('people.late'),
  ];
  return (
    <>
      <Line
        entry={entry}
        by={entry.by}
        what={
          <>
            <LevelBadge level={entry.level} />
            <Text size="sm">
              <strong>{t('people.entry.answers')}</strong> · {facts.filter(Boolean).join(' · ')}
            </Text>
          </>
        }
      />
      {entry.reasons.map((reason) => (
        <Reason key={reason.ruleId} reason={reason} />
      ))}
      <Button size="compact-xs" variant="default" mt={4} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open
          ? t('people.hideAnswers')
          : t('people.showAnswers', { count: entry.said.length, number: number(entry.said.length) })}
      </Button>
      {open && (
        <>
          <dl className={classes.said}>
            {entry.said.map(({ linkId, question, said }) => (
              <OneAnswer key={linkId} question={question} said={said} />
            ))}
          </dl>
          <Text size="xs" mt={4}>
            {t('people.version', { version: entry.version })}
          </Text>
        </>
      )}
    </>
  );
}

function Reason({ reason }: { reason: Answers['reasons'][number] }) {
  const { t, say } = useWords();
  return (
    <div className={classes.reason}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <LevelBadge level={reason.level} size="xs" />
        <Text size="sm">
          {say(reason.text)}
          {reason.raisedFrom && ` ${t('people.raisedFrom', { level: t(`level.${reason.raisedFrom}`) })}`}
        </Text>
      </Group>
      <Text size="xs">{t('people.ruleAndSource', { rule: reason.ruleId, source: reason.source.join('; ') })}</Text>
    </div>
  );
}

function OneAnswer({ question, said }: Pick<Answers['said'][number], 'question' | 'said'>) {
  const { say } = useWords();
  const words = useSaidWords();
  return (
    <>
      <dt>{say(question)}</dt>
      <dd>{words(said)}</dd>
    </>
  );
}

type Said = Answers['said'][number]['said'];

function useSaidWords(): (said: Said) => string {
  const { t, say, number, date } = useWords();
  return (said) => {
    switch (said.kind) {
      case 'yes-no':
        return said.value ? t('ui.yes') : t('ui.no');
      case 'number':
        return said.unit === null ? number(said.value) : `${number(said.value)} ${said.unit}`;
      case 'chosen':
        return said.texts.length === 0 ? t('people.noneChosen') : said.texts.map(say).join(', ');
      case 'date':
        return date(said.on);
      case 'text':
        return said.text;
      case 'absent':
        return t(`people.absent.${said.why}`);
    }
  };
}
