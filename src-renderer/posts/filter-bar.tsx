import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '#ui/api/queries.ts';
import { useSettledText } from '#ui/library/use-settled-text.ts';
import { Input } from '#ui/ui/input.tsx';
import { platformName } from '#ui/ui/platform-icon.tsx';
import {
  Select,
  SelectContent,
  SelectGroup,
  SelectItem,
  SelectLabel,
  SelectTrigger,
  SelectValue,
} from '#ui/ui/select.tsx';
import { ToggleGroup, ToggleGroupItem } from '#ui/ui/toggle-group.tsx';
import { platformIds, platformIdSchema } from '#shared/model/platform-id.ts';
import type { PostFilter } from './post-filter.ts';

interface FilterBarProps {
  filter: PostFilter;
  onFilter: (filter: PostFilter) => void;
}

const states = [
  { value: 'all', label: 'All' },
  { value: 'draft', label: 'Drafts' },
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'published', label: 'Published' },
  { value: 'needs-you', label: 'Needs you' },
] as const;

export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const inTrash = filter.trash === 'true';
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-border border-b px-6 pb-3">
      {!inTrash && (
        <ToggleGroup
          type="single"
          aria-label="State"
          value={filter.state ?? 'all'}
          onValueChange={(value) => {
            const state = states.find((one) => one.value === value && one.value !== 'all')?.value;
            onFilter({ ...filter, state: state === 'all' ? undefined : state });
          }}
        >
          {states.map(({ value, label }) => (
            <ToggleGroupItem key={value} value={value}>
              {label}
            </ToggleGroupItem>
          ))}
        </ToggleGroup>
      )}
      <AccountFilter filter={filter} onFilter={onFilter} />
      <SearchField filter={filter} onFilter={onFilter} />
    </div>
  );
}

const ALL = 'all';

function AccountFilter({ filter, onFilter }: FilterBarProps) {
  const { data: connections = [] } = useQuery(api.connections.list.queryOptions({ input: {} }));
  const choose = (value: string) => {
    const { platform: _platform, connectionId: _connection, ...rest } = filter;
    const platform = platformIdSchema.safeParse(value).data;
    if (value === ALL) onFilter(rest);
    else onFilter(platform === undefined ? { ...rest, connectionId: value } : { ...rest, platform });
  };
  return (
    <Select value={filter.connectionId ?? filter.platform ?? ALL} onValueChange={choose}>
      <SelectTrigger aria-label="Account" className="w-44">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ALL}>All accounts</SelectItem>
        {platformIds.map((platform) => (
          <SelectItem key={platform} value={platform}>
            All of {platformName(platform)}
          </SelectItem>
        ))}
        {connections.length > 0 && (
          <SelectGroup>
            <SelectLabel>Accounts</SelectLabel>
            {connections.map(({ id, name, platform }) => (
              <SelectItem key={id} value={id}>
                {name} ({platformName(platform)})
              </SelectItem>
            ))}
          </SelectGroup>
        )}
      </SelectContent>
    </Select>
  );
}

/** Asks after a pause in typing; follows the address when that changes by itself. */
function SearchField({ filter, onFilter }: FilterBarProps) {
  const asked = filter.search ?? '';
  const [text, setText] = useState(asked);
  const settled = useSettledText(text);
  useEffect(() => setText((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => {
    if (settled !== asked && settled === text.trim()) {
      onFilter({ ...filter, search: settled === '' ? undefined : settled });
    }
    // Only what is typed leads to a question.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [settled]);
  return (
    <div className="relative min-w-48 flex-1">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-muted-foreground" />
      <Input
        type="search"
        aria-label="Search posts"
        placeholder="Search captions"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pl-8"
      />
    </div>
  );
}
