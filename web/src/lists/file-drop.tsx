import { Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { fileSize } from './file-size.ts';
import classes from './lists.module.css';

/** A file is dropped here, or chosen; the whole box is the button. */
export function FileDrop({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const { t, number } = useWords();
  const [over, setOver] = useState(false);
  const size = file && fileSize(file.size);
  return (
    <label
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) onFile(dropped);
      }}
    >
      <input
        type="file"
        className={classes.file}
        accept=".csv,.tsv,.txt,.xlsx,.xls,.ods"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) onFile(chosen);
          // So that the same file, corrected meanwhile, can be chosen again.
          currentTarget.value = '';
        }}
      />
      <Text fw={600}>
        {file && size
          ? t('lists.fileNamed', { name: file.name, size: t(`lists.size.${size.unit}`, { number: number(size.value) }) })
          : t('lists.dropHere')}
      </Text>
      <Text size="sm">{file ? t('lists.dropAnother') : t('lists.dropHint')}</Text>
    </label>
  );
}
