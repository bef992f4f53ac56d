import type { DroppedEntry, StoreRead, StoreScan } from '../../contracts/exact-store.ts';
import type { Check } from '../fail-open/backend.ts';

/** A read of so many counters. One that the store can't read is `NaN`: nothing that depends on it holds. */
export function isReadOf(counters: number): Check<StoreRead> {
  return (value): value is StoreRead =>
    isRecord(value) &&
    (value.value === undefined || typeof value.value === 'string') &&
    isNumbers(value.counters, counters);
}

/** The new values of so many counters. */
export function isIncrementOf(counters: number): Check<readonly number[]> {
  return (value): value is readonly number[] => isNumbers(value, counters);
}

export function isDropped(value: unknown): value is readonly DroppedEntry[] {
  return (
    Array.isArray(value) &&
    value.every((entry) => isRecord(entry) && typeof entry.key === 'string' && typeof entry.note === 'string')
  );
}

export function isScan(value: unknown): value is StoreScan {
  return (
    isRecord(value) &&
    Array.isArray(value.keys) &&
    value.keys.every((key) => typeof key === 'string') &&
    (value.cursor === undefined || typeof value.cursor === 'string')
  );
}

export function isSums(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every(Number.isFinite);
}

function isNumbers(value: unknown, length: number): boolean {
  return Array.isArray(value) && value.length === length && value.every((each) => typeof each === 'number');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
