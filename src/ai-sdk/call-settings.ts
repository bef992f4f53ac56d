import { type CallSettings, readCallSettings } from '../request/call-settings.ts';
import { OWN_NAMESPACE } from '../request/provider-options.ts';
import { isNativeRecord, type NativeCallOptions } from './native-model.ts';

/**
 * What one call says to the cache, as `providerOptions.reprise`.
 * @throws InvalidRequestError for what are no settings.
 */
export function callSettings({ providerOptions }: NativeCallOptions): CallSettings {
  const settings = isNativeRecord(providerOptions) ? providerOptions[OWN_NAMESPACE] : undefined;
  return readCallSettings(settings, `providerOptions.${OWN_NAMESPACE}`);
}
