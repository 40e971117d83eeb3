import { Controller, Get } from '@nestjs/common';
import { Home } from '@fingerpost/contracts/home';
import { Public, Returns } from '../http/decorators.js';
import { TheViewer, type Viewer } from '../http/viewer.js';
import { HomeService } from './home.service.js';

@Controller('api/home')
export class HomeController {
  constructor(private readonly homes: HomeService) {}

  @Get()
  @Public()
  @Returns(Home)
  home(@TheViewer() viewer: Viewer) {
    return this.homes.home(viewer);
  }
}
