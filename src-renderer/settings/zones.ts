/** Cities whose name changed while the browser's list still has the old one. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

export interface Zone {
  id: string;
  /** As it is read: "Asia/Ho Chi Minh". */
  label: string;
  /** Lower case; old names are found too. */
  words: string;
}

function zone(listed: string): Zone {
  const id = renamed[listed] ?? listed;
  const label = id.replaceAll('_', ' ');
  return { id, label, words: `${label} ${listed.replaceAll('_', ' ')}`.toLowerCase() };
}

/** All zones of the browser under their names of today, those in `first` on top. */
export function allZones(first: readonly string[]): Zone[] {
  const zones = [...first, 'UTC', ...Intl.supportedValuesOf('timeZone')].map(zone);
  return [...new Map(zones.map((one) => [one.id, one])).values()];
}

/** Every word typed must be in the zone's name. */
export function findZones(zones: readonly Zone[], text: string): Zone[] {
  const typed = text
    .toLowerCase()
    .split(/[\s/_]+/)
    .filter((word) => word !== '');
  return zones.filter(({ words }) => typed.every((word) => words.includes(word)));
}
