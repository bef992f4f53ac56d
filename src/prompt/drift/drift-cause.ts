/** Why a prefix that was there is not used again. */
export type DriftCause =
  | 'model-changed'
  | 'tools-reordered'
  | 'tools-changed'
  | 'date-changed'
  | 'id-changed'
  | 'text-changed'
  | 'keys-reordered'
  | 'file-changed'
  | 'result-type-changed'
  | 'signature-changed'
  | 'segment-added-or-removed'
  | 'history-edited'
  | 'history-truncated'
  | 'setting-changed'
  | 'cache-key-changed'
  | 'unknown';
