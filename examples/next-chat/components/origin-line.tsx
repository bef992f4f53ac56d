import type { Origin } from '@/lib/chat-message';

const layers = { memory: 'memory', store: 'store', semantic: 'meaning' } as const;
const reasons = {
  proof: 'proved',
  judge: 'judged',
  remembered: 'judged before',
  threshold: 'by threshold',
} as const;

/** Where an answer came from, in one quiet line. */
export function OriginLine({ origin: { reprise, firstMs, totalMs } }: { readonly origin: Origin }) {
  const parts = [
    reprise === undefined ? 'model' : source(reprise),
    ...(firstMs === undefined ? [] : [`first word ${duration(firstMs)}`]),
    ...(totalMs === undefined ? [] : [`total ${duration(totalMs)}`]),
    ...(reprise?.saved?.usd === undefined ? [] : [`$${reprise.saved.usd.toFixed(5)} saved`]),
  ];
  const warm = reprise?.status === 'hit' || reprise?.status === 'stale';
  return (
    <p
      className="origin"
      data-status={reprise?.status ?? 'none'}
      data-layer={reprise?.layer}
      title={reprise?.key === undefined ? undefined : `Key ${reprise.key}`}
    >
      <span className={warm ? 'dot warm' : 'dot'} aria-hidden />
      {parts.join(' · ')}
    </p>
  );
}

function source({ status, layer, similarity, by, reason }: NonNullable<Origin['reprise']>): string {
  if (status === 'bypass') return `model (past the cache: ${reason})`;
  if (status === 'miss' || layer === undefined) return 'model';
  const stale = status === 'stale' ? ', stale' : '';
  if (layer !== 'semantic') return `${layers[layer]}${stale}`;
  return `${layers[layer]}, ${similarity?.toFixed(2)}${by === undefined ? '' : ` (${reasons[by]})`}${stale}`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}
