import { type Finding, ok, problem } from './finding.ts';

/** @param version as in `process.versions.node`. */
export function examineRuntime(version: string): readonly Finding[] {
  const [major = 0] = version.split('.').map(Number);
  return [
    major >= 20
      ? ok('Node', version)
      : problem(
          'Node',
          `${version} is too old`,
          'Install Node 20 or later: reprise needs its WebCrypto and streams.',
        ),
  ];
}
