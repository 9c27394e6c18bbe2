import { Monitor, Moon, Sun } from 'lucide-react';
import { Button } from '#ui/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#ui/ui/dropdown-menu.tsx';
import { usePatchSettings } from './settings-patch.ts';
import { type Theme, useTheme } from './theme.ts';

export const themes = [
  { theme: 'system', label: 'Like this computer', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const;

export function ThemeSwitch() {
  const theme = useTheme();
  const patch = usePatchSettings();
  const shown = themes.find((one) => one.theme === theme) ?? themes[0];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Theme: ${shown.label}`}>
          <shown.icon className="text-muted-foreground" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="end">
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={theme}
          onValueChange={(value) => patch.mutate({ theme: value as Theme })}
        >
          {themes.map(({ theme, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={theme} value={theme}>
              <Icon aria-hidden className="text-muted-foreground" />
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
