import { Gauge, SquarePen } from 'lucide-react';
import { type RouteName, routes } from '@/lib/routes';
import { type User, users } from '@/lib/users';

interface HeaderProps {
  readonly user: User;
  readonly route: RouteName;
  readonly offline: boolean;
  readonly busy: boolean;
  readonly onRoute: (route: RouteName) => void;
  readonly onUser: (user: User) => void;
  readonly onNew: () => void;
}

export function Header({ user, route, offline, busy, onRoute, onUser, onNew }: HeaderProps) {
  return (
    <header>
      <h1>Chat</h1>
      {offline && <span className="note">offline model</span>}
      <nav aria-label="Settings">
        <label>
          <span className="hidden">Answered by</span>
          <select
            value={route}
            disabled={busy}
            onChange={(event) => onRoute(event.target.value as RouteName)}
          >
            {Object.entries(routes).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="hidden">Signed in as</span>
          <select value={user} disabled={busy} onChange={(event) => onUser(event.target.value as User)}>
            {users.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="icon"
          onClick={onNew}
          disabled={busy}
          aria-label="New chat"
          title="New chat"
        >
          <SquarePen size={18} aria-hidden />
        </button>
        <a
          className="icon"
          href="/cache"
          target="_blank"
          rel="noreferrer"
          aria-label="What the cache did"
          title="What the cache did"
        >
          <Gauge size={18} aria-hidden />
        </a>
      </nav>
    </header>
  );
}
