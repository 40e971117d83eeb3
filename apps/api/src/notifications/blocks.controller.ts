import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { PathId } from '@fingerpost/contracts/common';
import { Blocks as BlockList } from '@fingerpost/contracts/notifications';
import { Can, Returns } from '../http/decorators.js';
import { TheViewer, type MemberViewer } from '../http/viewer.js';
import { Blocks } from './blocks.service.js';

@Controller('api/me/blocks')
export class BlocksController {
  constructor(private readonly blocks: Blocks) {}

  @Get()
  @Can('inbox.read')
  @Returns(BlockList)
  list(@TheViewer() viewer: MemberViewer) {
    return this.blocks.list(viewer);
  }

  @Put(':id')
  @Can('inbox.read')
  @Returns(BlockList)
  block(@TheViewer() viewer: MemberViewer, @Param('id', { schema: PathId }) id: number) {
    return this.blocks.block(viewer, id);
  }

  @Delete(':id')
  @Can('inbox.read')
  @Returns(BlockList)
  unblock(@TheViewer() viewer: MemberViewer, @Param('id', { schema: PathId }) id: number) {
    return this.blocks.unblock(viewer, id);
  }
}
