import { conditions } from '@kshem/domain/triage/conditions.ts';
import { Alert, Badge, Group, Text } from '@mantine/core';
import { useMay } from '../api/use-me.ts';
import { languageName } from '../call-desk/language-name.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Card } from './person-page.tsx';
import { UndoDeath } from './undo-death.tsx';
import { useAboutWords } from './use-about-words.ts';

/** Who they are, in two lines; what stops every call stands out. */
export function AboutPerson({ card }: { card: Card }) {
  const { t, say, language, number, dateTime } = useWords();
  const { ageAndSex } = useAboutWords();
  const may = useMay();
  const { area, address, identifiers, usualSpo2 } = card;
  return (
    <>
      {card.deceasedAt && (
        <Alert color="gray" mb="sm" title={t('people.deceasedSince', { when: dateTime(card.deceasedAt) })}>
          {t('people.deceasedHint')}
          {may('episode.end') && <UndoDeath card={card} />}
        </Alert>
      )}
      {!card.deceasedAt && card.doNotCallAt && (
        <Alert color="orange" variant="light" mb="sm" title={t('people.doNotCallSince', { when: dateTime(card.doNotCallAt) })}>
          {t('people.doNotCallHint')}
        </Alert>
      )}
      <Text size="sm">
        {[ageAndSex(card), languageName(card.language, language), say(area), address].filter(Boolean).join(' · ')}
        {card.ageApproximate && ` (${t('people.ageApproximate')})`}
      </Text>
      <Group gap="xs" mt={4} mb="sm">
        {card.highRisk && <Badge color="red.9">{t('people.highRisk')}</Badge>}
        {card.pregnant && <Badge color="grape.9">{t('people.pregnant')}</Badge>}
        {card.conditions.map((code) => (
          <Badge key={code} variant="outline" color="gray" tt="none" c="var(--mantine-color-text)">
            {code in conditions ? say(conditions[code as keyof typeof conditions]) : code}
          </Badge>
        ))}
        {usualSpo2 !== null && <Text size="sm">{t('people.usualSpo2', { value: number(usualSpo2) })}</Text>}
        {identifiers.map(({ system, value }) => (
          <Text key={`${system} ${value}`} size="sm" className="figures">
            {t('people.identifier', { system: system.toUpperCase(), value })}
          </Text>
        ))}
      </Group>
    </>
  );
}
