/** The channel that served each purpose last, so that a process notices what it lost while none ran. */
export type ServedChannels = Readonly<Record<string, { readonly id: string; readonly name: string }>>;

export interface ServedChannelStore {
  load(): Promise<ServedChannels>;
  save(channels: ServedChannels): Promise<void>;
}
