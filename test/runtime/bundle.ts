import { fileURLToPath } from 'node:url';
import { build, type Format } from 'esbuild';

export interface BundleOptions {
  /** Relative to the repository. */
  readonly entry: string;
  readonly format: Format;
  /** The conditions of package exports that the runtime's bundlers set. */
  readonly conditions: readonly string[];
  /** Packages that stay imports. Default: none. */
  readonly external?: readonly string[];
}

export interface Bundle {
  readonly code: string;
  /** The modules that are still imported by the bundle. */
  readonly imports: readonly string[];
  /** Those of them that are imported as the bundle loads, and not later on demand. */
  readonly imported: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One file of an entry and all that it imports, as a bundler for the edge makes it. */
export async function bundle({ entry, format, conditions, external = [] }: BundleOptions): Promise<Bundle> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out',
    metafile: true,
    format,
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    conditions: [...conditions],
    // Unresolved rather than refused, so that a test can say which there are.
    external: ['node:*', ...external],
    logLevel: 'silent',
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  return {
    code: result.outputFiles[0]?.text ?? '',
    imports: imports.map(({ path }) => path),
    imported: imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
  };
}
