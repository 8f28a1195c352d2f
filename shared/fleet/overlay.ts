/** What a device's page shows above everything else: server-sent `overlay` events, null when it is over. */
export type DeviceOverlay =
  /** Somebody looks for this device. */
  | { readonly kind: "identify"; readonly name: string }
  /** It waits to take another's place. */
  | { readonly kind: "spare"; readonly name: string; readonly isConnected: boolean; readonly software: string };
