import { listAmbulances } from '@kshem/contract/registry.ts';
import { Anchor, Badge, Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Reply } from '../api/client.ts';
import { useAsk } from '../api/use-ask.ts';
import { useMay } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty, Shown } from '../ui/states.tsx';
import { AmbulanceDialog } from './ambulance-dialog.tsx';
import classes from './registry.module.css';
import { Told } from './told.tsx';

export type Ambulance = Reply<typeof listAmbulances>['items'][number];

/** The district's ambulances: a few tens at most, so a plain table. */
export function Ambulances() {
  const { t } = useWords();
  const may = useMay();
  const asked = useAsk(listAmbulances);
  const [editing, setEditing] = useState<Ambulance | null>(null);
  return (
    <>
      <Shown asked={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('registry.noAmbulances')} />
          ) : (
            <table className={classes.ambulances}>
              <thead>
                <tr>
                  <th>{t('registry.callSign')}</th>
                  <th>{t('registry.crew')}</th>
                  <th>{t('registry.state')}</th>
                  <th>{t('registry.told')}</th>
                  <th>{t('registry.do')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <AmbulanceLine key={one.ambulanceId} one={one} onEdit={may('registry.manage') ? () => setEditing(one) : null} />
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
      {editing && <AmbulanceDialog ambulance={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function AmbulanceLine({ one, onEdit }: { one: Ambulance; onEdit: (() => void) | null }) {
  const { t } = useWords();
  const { callSign, kind, phone, crew, state } = one;
  return (
    <tr>
      <td>
        <Text size="sm" fw={600} className="figures">
          {callSign}
        </Text>
        <Text size="xs">{t(`registry.vehicle.${kind}`)}</Text>
      </td>
      <td>
        {crew && <Text size="sm">{crew}</Text>}
        {phone && (
          <Anchor href={`tel:${phone}`} size="sm" underline="always" className="figures">
            {phone}
          </Anchor>
        )}
      </td>
      <td>
        <Badge variant="default" tt="none">
          {t(`registry.states.${state}`)}
        </Badge>
      </td>
      <td>
        <Told trueAt={one.trueAt} toldBy={one.toldBy} stale={one.stale} />
      </td>
      <td>
        {onEdit && (
          <Button size="compact-sm" variant="default" aria-label={t('registry.editOf', { name: callSign })} onClick={onEdit}>
            {t('registry.edit')}
          </Button>
        )}
      </td>
    </tr>
  );
}
