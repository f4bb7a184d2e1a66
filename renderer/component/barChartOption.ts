import type { EChartsCoreOption } from 'echarts/core'

export interface ChartColours {
  credit: string
  charge: string
  accent: string
  soft: string
  ink: string
  rule: string
  sheet: string
}

export interface ChartFigures {
  categories: readonly string[]
  series: readonly {
    name: string
    values: readonly string[]
    tone?: 'credit' | 'charge' | 'accent' | 'soft'
  }[]
  stacked: boolean
}

const tones = ['accent', 'credit', 'charge', 'soft'] as const

/**
 * What ECharts draws. The lengths of bars are floats, which is as exact as a pixel needs; every figure that
 * is read comes from the canonical text.
 */
export function chartOption(
  figures: ChartFigures,
  colours: ChartColours,
  shown: (value: string | number) => string,
): EChartsCoreOption {
  const text = { color: colours.ink, fontFamily: 'Inter Variable, system-ui, sans-serif', fontSize: 11 }
  return {
    animation: false,
    // The drawing keeps the label that it has; ECharts would put a description of its own in its place.
    aria: { enabled: true, label: { enabled: false }, decal: { show: figures.series.length > 1 } },
    textStyle: text,
    grid: { left: 4, right: 8, top: 8, bottom: figures.series.length > 1 ? 28 : 4, containLabel: true },
    legend: {
      show: figures.series.length > 1,
      bottom: 0,
      itemWidth: 10,
      itemHeight: 10,
      textStyle: text,
      selectedMode: false,
    },
    xAxis: {
      type: 'category',
      data: [...figures.categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.soft } },
      // Names of several words break; what still has no room is in the table.
      axisLabel: { ...text, interval: 0, width: 84, overflow: 'break', lineHeight: 14, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: colours.rule } },
      axisLabel: { ...text, formatter: shown },
    },
    series: figures.series.map((one, index) => ({
      type: 'bar',
      name: one.name,
      data: one.values.map((value) => +value),
      barMaxWidth: 28,
      itemStyle: {
        color: colours[one.tone ?? tones[index % tones.length] ?? 'accent'],
        borderColor: colours.sheet,
        // Parts of a stack stand apart; a border around nothing would cut into the axis.
        borderWidth: figures.stacked ? 1 : 0,
      },
      ...(figures.stacked ? { stack: 'all' } : {}),
    })),
  }
}
