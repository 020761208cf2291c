import { Text, Title } from '@mantine/core';
import classes from '../settings.module.css';
import type { Described } from './lines.ts';

/** One part of a protocol in words and values. Marked lines differ from the version beside it. */
export function DescribedCard({ about, marks }: { about: Described; marks?: ReadonlySet<string> }) {
  return (
    <article className={classes.card}>
      <Title order={3} size="h5" mb="xs">
        {about.title}
      </Title>
      <dl className={classes.lines}>
        {about.lines.map(({ key, label, value, code }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd className={marks?.has(key) ? classes.changed : undefined}>
              <Text span size="sm" {...(code && { className: classes.code })}>
                {value}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
