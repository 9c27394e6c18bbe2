import { Check, ChevronsUpDown } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '#ui/ui/button.tsx';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '#ui/ui/command.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#ui/ui/popover.tsx';
import { formatInstant, machineZone, useNow, zoneLabel } from '#ui/ui/time.tsx';
import { allZones, findZones } from './zones.ts';

interface ZonePickerProps {
  value: string;
  onChange: (zone: string) => void;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

export function ZonePicker({ value, onChange, ...labels }: ZonePickerProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          id={id}
          className="w-60 justify-between border-input"
          {...labels}
          aria-labelledby={`${labels['aria-labelledby'] ?? ''} ${id}`}
        >
          <span className="truncate">{zoneLabel(value)}</span>
          <ChevronsUpDown aria-hidden className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-0">
        <ZoneList
          value={value}
          onChoose={(zone) => {
            setOpen(false);
            if (zone !== value) onChange(zone);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function ZoneList({ value, onChoose }: { value: string; onChoose: (zone: string) => void }) {
  const now = useNow();
  const [text, setText] = useState('');
  const [zones] = useState(() => allZones([value, machineZone]));
  return (
    <Command shouldFilter={false}>
      <CommandInput
        placeholder="City or region"
        aria-label="City or region"
        value={text}
        onValueChange={setText}
      />
      <CommandList label="Time zones">
        <CommandEmpty>No such zone. Try the next large city.</CommandEmpty>
        {findZones(zones, text).map(({ id, label }) => (
          <CommandItem key={id} value={id} onSelect={() => onChoose(id)}>
            <span className="truncate">{label}</span>
            <span className="ml-auto shrink-0 text-muted-foreground text-xs tabular-nums">
              {formatInstant(now, id, 'time')}
            </span>
            {id === value && (
              <>
                <Check aria-hidden />
                <span className="sr-only">in use</span>
              </>
            )}
          </CommandItem>
        ))}
      </CommandList>
    </Command>
  );
}
