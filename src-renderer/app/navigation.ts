import {
  Activity,
  CalendarDays,
  FileText,
  Images,
  LayoutTemplate,
  type LucideIcon,
  Settings,
  TriangleAlert,
  Users,
} from 'lucide-react';

export interface Place {
  label: string;
  path: string;
  icon: LucideIcon;
  /** Second key after G. */
  key: string;
}

/** Where one can go, in the order of the sidebar. */
export const places: readonly Place[] = [
  { label: 'Calendar', path: '/calendar', icon: CalendarDays, key: 'c' },
  { label: 'Posts', path: '/posts', icon: FileText, key: 'p' },
  { label: 'Needs you', path: '/resolve', icon: TriangleAlert, key: 'n' },
  { label: 'Library', path: '/library', icon: Images, key: 'l' },
  { label: 'Templates', path: '/templates', icon: LayoutTemplate, key: 't' },
  { label: 'Accounts', path: '/connections', icon: Users, key: 'a' },
  { label: 'Activity', path: '/activity', icon: Activity, key: 'v' },
];

export const settingsPlace: Place = { label: 'Settings', path: '/settings', icon: Settings, key: 's' };
