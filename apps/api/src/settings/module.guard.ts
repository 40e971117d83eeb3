import { SetMetadata, type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ModuleName } from '@fingerpost/contracts/modules';
import { notFound } from '../http/problem.js';
import { SettingsService } from './settings.service.js';

const PART_OF = 'fingerpost:part-of';

/** A controller or route of a module that the operator may switch off; it is not there then. */
export const PartOf = (name: ModuleName) => SetMetadata(PART_OF, name);

@Injectable()
export class ModuleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly settings: SettingsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const name = this.reflector.getAllAndOverride<ModuleName | undefined>(PART_OF, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (name && !(await this.settings.site()).modules.includes(name)) throw notFound();
    return true;
  }
}
