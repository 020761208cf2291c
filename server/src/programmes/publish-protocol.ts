import { createHash } from 'node:crypto';
import { canonicalProtocol } from '@kshem/domain/protocol/canonical-protocol.ts';
import { checkProtocol, isPublishable } from '@kshem/domain/protocol/check-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Text } from '@kshem/domain/text.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { findProtocolVersion, insertProtocolVersion, putProgramme } from './queries.ts';

export type Published = {
  readonly sha256: string /** False when this very text was published before. */;
  readonly isNew: boolean;
};

/**
 * Publishes a protocol version: from then on it can be assigned to districts and never changes. Publishing the same text again does nothing.
 *
 * @throws AppError protocol-not-publishable (a draft, or with errors; kshem protocol check lists them) · protocol-published (another text has
 * this version already)
 */
export async function publishProtocol(
  deps: Deps,
  { protocol, title, by = null }: { protocol: Protocol; title: Text; by?: string | null },
): Promise<Published> {
  const { programme, version } = protocol;
  const sha256 = createHash('sha256').update(canonicalProtocol(protocol)).digest('hex');
  const known = await findProtocolVersion(deps.system, programme, version);
  if (known) return same(known.sha256, sha256, programme, version);
  const findings = checkProtocol(protocol);
  if (!isPublishable(protocol, findings)) {
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ code, where }) => ({ code, where }));
    throw new AppError('protocol-not-publishable', { programme, version, errors });
  }
  return deps.system.transaction().execute(async (trx) => {
    await putProgramme(trx, programme, title);
    const isNew = await insertProtocolVersion(trx, {
      programme,
      version,
      sha256,
      body: JSON.stringify(protocol),
      at: deps.now(),
      by,
    });
    if (isNew) return { sha256, isNew };
    // Somebody published this version between our look and our insert.
    const winner = await findProtocolVersion(trx, programme, version);
    return same(winner?.sha256, sha256, programme, version);
  });
}

function same(known: string | undefined, sha256: string, programme: string, version: string): Published {
  if (known !== sha256) throw new AppError('protocol-published', { programme, version });
  return { sha256, isNew: false };
}
