import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { mayReadAdvice } from './may-read-advice.ts';
import { findProtocolVersion, listProgrammesOf, listVersions } from './queries.ts';

/** Programmes of the actor's district, each with every published version, latest first. */
export async function listProgrammes({ app }: Deps, { districtId }: Actor) {
  const programmes = await listProgrammesOf(app, districtId);
  const versions = await listVersions(app);
  return programmes.map(({ titleEn, titleHi, ...programme }) => ({
    ...programme,
    title: { en: titleEn, hi: titleHi },
    versions: versions.filter(({ programmeId }) => programmeId === programme.programmeId),
  }));
}

/** A published version as this actor may see it. @throws AppError not-found. */
export async function readProtocol(
  { app }: Deps,
  actor: Actor,
  { programmeId, version }: { programmeId: string; version: string },
) {
  const row = await findProtocolVersion(app, programmeId, version);
  if (!row) throw new AppError('not-found', { programmeId, version });
  const protocol = row.body as unknown as Protocol;
  const advice = protocol.advice.filter((card) => mayReadAdvice(card, actor));
  return { programmeId, version, publishedAt: row.published_at, sha256: row.sha256, protocol: { ...protocol, advice } };
}
