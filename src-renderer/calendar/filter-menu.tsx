import { ListFilter, X } from 'lucide-react';
import { memo } from 'react';
import { type PlatformId, platformIds } from '#shared/model/platform-id.ts';
import { Button } from '#ui/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#ui/ui/dropdown-menu.tsx';
import { PlatformIcon, platformName } from '#ui/ui/platform-icon.tsx';
import {
  type CalendarFilter,
  isFiltering,
  noFilter,
  type StateGroup,
  stateGroups,
} from './calendar-filter.ts';

interface FilterMenuProps {
  filter: CalendarFilter;
  onFilter: (filter: CalendarFilter) => void;
}

const groups = Object.entries(stateGroups) as [StateGroup, { label: string }][];

export const FilterMenu = memo(function FilterMenu({ filter, onFilter }: FilterMenuProps) {
  const chosen = [
    ...filter.platforms.map(platformName),
    ...filter.states.map((group) => stateGroups[group].label),
  ];
  const keepOpen = (event: Event) => event.preventDefault();
  return (
    <div className="flex items-center">
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant={chosen.length > 0 ? 'secondary' : 'ghost'} size="sm">
            <ListFilter aria-hidden />
            {chosen.length > 0 ? chosen.join(', ') : 'Filter'}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuLabel>Platform</DropdownMenuLabel>
          {platformIds.map((platform) => (
            <DropdownMenuCheckboxItem
              key={platform}
              checked={filter.platforms.includes(platform)}
              onSelect={keepOpen}
              onCheckedChange={(on) =>
                onFilter({ ...filter, platforms: toggled<PlatformId>(filter.platforms, platform, on) })
              }
            >
              <PlatformIcon platform={platform} decorative />
              {platformName(platform)}
            </DropdownMenuCheckboxItem>
          ))}
          <DropdownMenuSeparator />
          <DropdownMenuLabel>State</DropdownMenuLabel>
          {groups.map(([group, { label }]) => (
            <DropdownMenuCheckboxItem
              key={group}
              checked={filter.states.includes(group)}
              onSelect={keepOpen}
              onCheckedChange={(on) =>
                onFilter({ ...filter, states: toggled<StateGroup>(filter.states, group, on) })
              }
            >
              {label}
            </DropdownMenuCheckboxItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {isFiltering(filter) && (
        <Button variant="ghost" size="icon-sm" aria-label="Show all posts" onClick={() => onFilter(noFilter)}>
          <X />
        </Button>
      )}
    </div>
  );
});

function toggled<T>(list: readonly T[], value: T, on: boolean): T[] {
  return on ? [...list, value] : list.filter((each) => each !== value);
}
