import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useAreas } from '../api/use-areas.ts';
import { useWords } from '../i18n/use-words.ts';
import { PersonLink } from '../ui/person-link.tsx';
import { ageYearsOf, type EnrolForm } from './enrol-form.ts';
import type { SameOnes } from './enrol-page.tsx';
import classes from './people.module.css';
import { useAboutWords } from './use-about-words.ts';

/** Who was typed beside those on record who may be the same, with what speaks for it. */
export function SamePeople({
  form,
  same,
  enrolling,
  onTake,
  onForce,
  onBack,
}: {
  form: EnrolForm;
  same: SameOnes;
  enrolling: boolean;
  onTake: (one: SameOnes[number]) => void;
  onForce: () => void;
  onBack: () => void;
}) {
  const { t, say, number } = useWords();
  const { ageAndSex } = useAboutWords();
  const { nameOf } = useAreas();
  const typedAge = ageYearsOf(form);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was found stands below a long form: the reader is taken there.
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section aria-labelledby="people-same" className={classes.card} style={{ marginTop: '1rem' }}>
      <Title order={2} size="h4" id="people-same" ref={heading} tabIndex={-1}>
        {t('people.same', { count: same.length, number: number(same.length) })}
      </Title>
      <Text size="sm" mb="sm">
        {t('people.sameHint')}
      </Text>
      <div className={classes.scroll}>
        <table className={classes.compare}>
          <thead>
            <tr>
              <th scope="col">{t('people.record')}</th>
              <th scope="col">{t('people.ageAndSex')}</th>
              <th scope="col">{t('ui.area')}</th>
              <th scope="col">{t('people.whatSpeaksForIt')}</th>
              <th scope="col">{t('people.decide')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                {form.name.trim()}
                <Text size="xs">{t('people.asTyped')}</Text>
              </th>
              <td>
                {ageAndSex({ ageYears: typedAge === 'unreadable' ? null : typedAge, sex: form.sex === '' ? null : form.sex })}
              </td>
              <td>{form.areaId === null ? '' : nameOf(form.areaId)}</td>
              <td />
              <td />
            </tr>
            {same.map((one) => (
              <tr key={one.personId}>
                <th scope="row">
                  <PersonLink personId={one.personId} name={one.name} />
                  <Text size="xs">{t(`people.verdict.${one.verdict}`)}</Text>
                </th>
                <td>{ageAndSex(one)}</td>
                <td>{nameOf(one.areaId)}</td>
                <td>
                  {one.evidence.map(({ code, text, points }) => (
                    <Text key={code} size="sm">
                      {points < 0 ? '−' : '+'} {say(text)}
                    </Text>
                  ))}
                </td>
                <td>
                  <Button size="compact-sm" onClick={() => onTake(one)}>
                    {t('people.itIsThem')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Group mt="sm">
        <Button variant="default" onClick={onBack}>
          {t('people.correctTyped')}
        </Button>
        <Button variant="default" onClick={onForce} loading={enrolling}>
          {t('people.enrolAnyway')}
        </Button>
      </Group>
      <Text size="xs" mt={4}>
        {t('people.enrolAnywayHint')}
      </Text>
    </section>
  );
}
